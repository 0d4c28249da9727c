import type { JsonObject, VerbContext } from "@trunkline/core";
import { z } from "zod";
import type { RentedLineOptions } from "../options/options.js";
import { RentedLineRefusal } from "./refusal.js";

/** What the carrier answers to a command that it accepts. */
const answerSchema = z.object({
  call: z.string().min(1),
  /** The leg that the command dials, beside the call's own. */
  leg: z.string().min(1).optional(),
  /** How long the work takes, where no event reports its end. */
  takes_ms: z.number().optional(),
});

const statusSchema = z.object({ alive: z.boolean() });

type Sending = Pick<VerbContext, "operationId" | "signal">;
type SendingOnCall = Sending & Pick<VerbContext, "providerCallId">;

/** The carrier knows a command again for a minute. Two instances' clocks may differ by some seconds, which are taken off. */
export const whileRemembered = { safeForMs: 50_000 } as const;

/** The carrier's API: begin a call, send a command to one, ask whether it is alive. */
export class RentedLineClient {
  readonly #calls: string;
  readonly #apiKey: string;

  constructor({ baseUrl, account, apiKey }: Pick<RentedLineOptions, "baseUrl" | "account" | "apiKey">) {
    this.#calls = `${baseUrl}/v1/accounts/${account}/calls`;
    this.#apiKey = apiKey;
  }

  /** Begins a call. */
  async begin(sending: Sending, fields: JsonObject) {
    return answerSchema.parse(await this.#post(this.#calls, sending, fields));
  }

  /** Sends a command to a call. The carrier carries out a command once, however often it arrives within a minute. */
  async command(command: string, sending: SendingOnCall, fields: JsonObject = {}) {
    return answerSchema.parse(await this.#post(`${this.#urlOf(sending)}/${command}`, sending, fields));
  }

  /** Whether a call is alive: the carrier says no more about it. */
  async isAlive(sending: SendingOnCall): Promise<boolean> {
    return statusSchema.parse(await this.#fetch(this.#urlOf(sending), { signal: sending.signal })).alive;
  }

  #urlOf({ providerCallId }: Pick<VerbContext, "providerCallId">): string {
    return `${this.#calls}/${encodeURIComponent(providerCallId)}`;
  }

  #post(url: string, { operationId, signal }: Sending, fields: JsonObject): Promise<unknown> {
    const body = JSON.stringify({ ...fields, command_id: operationId });
    return this.#fetch(url, { method: "POST", body, headers: { "content-type": "application/json" }, signal });
  }

  async #fetch(url: string, init: RequestInit): Promise<unknown> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#apiKey}` };
    const response = await fetch(url, { ...init, headers });
    if (!response.ok) throw await RentedLineRefusal.of(response);
    return response.json();
  }
}
