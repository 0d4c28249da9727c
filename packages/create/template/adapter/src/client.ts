import type { JsonObject, VerbContext } from "@trunkline/core";
import { z } from "zod";
import type { MyLineOptions } from "./options.js";

const answerSchema = z.object({ call: z.string().min(1) });
const statusSchema = z.object({ alive: z.boolean() });
const refusalSchema = z.object({ error: z.string() });

/** My Line refused a request: it did not carry it out. */
export class MyLineRefusal extends Error {
  override readonly name = "MyLineRefusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * My Line knows a request again by its id for a minute. Two machines' clocks may differ by some seconds, which are taken off.
 * Remove it, and `repeat` where the verbs use it, if your provider does not know repeats: a lost answer is then `outcome-unknown`, which is true.
 */
export const whileRemembered = { safeForMs: 50_000 } as const;

/** The API of My Line. It sends what it is asked to, once: core decides what is sent again. */
export class MyLineClient {
  readonly #options: Pick<MyLineOptions, "apiKey" | "baseUrl">;

  constructor(options: Pick<MyLineOptions, "apiKey" | "baseUrl">) {
    this.#options = options;
  }

  /** Begins a call. @returns the id that My Line gives it. */
  async begin({ operationId: id, signal }: Pick<VerbContext, "operationId" | "signal">, fields: JsonObject) {
    return answerSchema.parse(await this.#send("POST", "/calls", signal, { ...fields, id })).call;
  }

  /** Sends a command to a call. */
  async command(command: string, { providerCallId, operationId: id, signal }: VerbContext): Promise<void> {
    await this.#send("POST", `/calls/${encodeURIComponent(providerCallId)}/${command}`, signal, { id });
  }

  /** Whether a call exists: My Line says no more about it. */
  async isAlive({ providerCallId, signal }: VerbContext): Promise<boolean> {
    return statusSchema.parse(await this.#send("GET", `/calls/${encodeURIComponent(providerCallId)}`, signal)).alive;
  }

  async #send(method: "GET" | "POST", path: string, signal: AbortSignal, fields?: JsonObject): Promise<unknown> {
    const { apiKey, baseUrl } = this.#options;
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(fields ? { body: JSON.stringify(fields) } : {}),
      signal,
    });
    if (response.ok) return response.json();
    // A gateway may have answered in its place, with any body.
    const said = refusalSchema.safeParse(await response.json().catch(() => undefined)).data;
    throw new MyLineRefusal(response.status, said?.error ?? `My Line answered ${response.status}`);
  }
}
