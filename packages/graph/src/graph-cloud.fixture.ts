import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { type ManualClock, manualClock, type VerbContext } from "@trunkline/core";
import { graph } from "./graph.js";
import type { GraphOptions } from "./options/options.js";

/** What the API was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  /** Called in place of answering: the request stays open. */
  readonly stall?: () => void;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const appId = "2891555a-92ff-42e6-80fa-6e1300c6b5c6";
export const tenantId = "aa67bd4c-8475-432d-bd41-39f255720e0a";
export const number = "+12345670000";
export const account = "3d913abb-aec0-4964-8fa6-3c6850c4f278";

/** A real HTTP server that answers as the test says, and an adapter that talks to it. */
export interface GraphCloud {
  readonly origin: string;
  readonly clock: ManualClock;
  /** Every API request since the last `reset`. */
  readonly asked: Asked[];
  /** The tenants that tokens were asked for. */
  readonly tokensFor: string[];
  /** What the API answers from now on: the same each time, or one after the other, the last for good. */
  answer(...answers: readonly Answer[]): void;
  reset(): void;
  adapter(over?: Partial<GraphOptions>): ReturnType<typeof graph>;
  close(): Promise<void>;
}

export async function startGraphCloud(): Promise<GraphCloud> {
  const clock = manualClock();
  const asked: Asked[] = [];
  const tokensFor: string[] = [];
  const adapters: ReturnType<typeof graph>[] = [];
  let answers: readonly Answer[] = [{ status: 200 }];

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const path = request.url ?? "";
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
    if (tenant) {
      tokensFor.push(tenant);
      response.setHeader("content-type", "application/json");
      return void response.end(JSON.stringify({ access_token: `token-${tokensFor.length}`, expires_in: 3600 }));
    }
    asked.push({
      method: request.method ?? "",
      path,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    });
    const [answer = { status: 200 }, ...rest] = answers;
    if (rest.length > 0) answers = rest;
    if (answer.stall) return answer.stall();
    const body = answer.body === undefined ? "" : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      "request-id": "rid-1",
      ...(body ? { "content-type": "application/json" } : {}),
      ...answer.headers,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    clock,
    asked,
    tokensFor,
    answer: (...next) => {
      answers = next;
    },
    reset() {
      asked.length = 0;
      tokensFor.length = 0;
      answers = [{ status: 200 }];
    },
    adapter(over = {}) {
      const made = graph({
        appId,
        clientSecret: "secret",
        tenantId,
        numbers: { [number]: { applicationInstance: account, displayName: "Calling Bot" } },
        baseUrl: origin,
        authority: origin,
        openIdConfigurationUrl: `${origin}/configuration`,
        clock,
        ...over,
      });
      adapters.push(made);
      return made;
    },
    async close() {
      server.closeAllConnections();
      await Promise.all(adapters.map((made) => made.close?.()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const neverAborted = new AbortController().signal;

/** What core gives a verb. */
export function contextOf(over: Partial<VerbContext> = {}): VerbContext {
  return {
    operationId: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53",
    firstSentAt: 0,
    providerCallId: "",
    callbackUrl: "https://bot.contoso.com/callback",
    signal: neverAborted,
    ending: over.signal ?? neverAborted,
    memo: null,
    ...over,
  };
}
