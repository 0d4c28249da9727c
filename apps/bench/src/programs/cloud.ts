/** A canned cloud: it answers as the real ones do when all is well, and checks nothing. Runs in its own process. */

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JournalEntries } from "../processes/protocol.js";
import { cloudSettingsSchema, whereIsCloud } from "../processes/protocol.js";
import { on, readSettings, serve } from "../processes/serve.js";
import { callOfContext } from "../wire/callbacks.js";
import { identity } from "../wire/clouds.js";

/** Call Automation, as far as the benchmarks need it: its answers when all is well. */
const acsRoute: Route = ({ path, body, journal }) => {
  const at = /^\/calling\/callConnections(?:\/([^/:?]+))?(?::(\w+))?(?:\?|$)/.exec(path);
  if (!at) return undefined;
  const [, callId, action] = at;
  const callbackUrl = textOf(body.callbackUri);
  if (callId === undefined) {
    if (action !== undefined && action !== "answer") return { status: 204 };
    const id = action === "answer" ? callOfContext(textOf(body.incomingCallContext)) : randomUUID();
    journal.call(id, callbackUrl);
    return { status: action === "answer" ? 200 : 201, body: connection(id, callbackUrl) };
  }
  if (action !== "sendDtmfTones") return { status: 200 } satisfies Answer;
  const operationContext = textOf(body.operationContext);
  journal.tones(callId, operationContext);
  return { status: 202, body: { operationContext } };
};

function connection(callConnectionId: string, callbackUri: string): object {
  const phone = (number: string) => ({ kind: "phoneNumber", rawId: `4:${number}`, phoneNumber: { value: number } });
  return {
    callConnectionId,
    serverCallId: Buffer.from(`https://conv.example.com/${callConnectionId}`).toString("base64"),
    targets: [phone(identity.personNumber)],
    callConnectionState: "connecting",
    callbackUri,
    sourceCallerIdNumber: { value: identity.botNumber },
    sourceDisplayName: "",
    source: {
      kind: "communicationUser",
      rawId: "8:acs:bot",
      communicationUser: { id: "8:acs:bot" },
    },
    correlationId: callConnectionId,
  };
}

/** Graph's calls, as far as the benchmarks need them: their answers when all is well. */
const graphRoute: Route = ({ path, body, journal }) => {
  const at = /^\/v1\.0\/communications\/calls(?:\/([^/?]+))?(?:\/([\w.]+))?(?:\?|$)/.exec(path);
  if (!at) return undefined;
  const [, callId, action] = at;
  if (callId === undefined) {
    const id = randomUUID();
    journal.call(id, textOf(body.callbackUri));
    return { status: 201, body: { ...body, id, state: "establishing", direction: "outgoing" } };
  }
  if (action === "answer") {
    journal.call(callId, textOf(body.callbackUri));
    return { status: 202 };
  }
  if (action === "microsoft.graph.sendDtmfTones") {
    const operationId = textOf(body.clientContext);
    journal.tones(callId, operationId);
    return { status: 200, body: operation("sendDtmfTonesOperation", operationId, "running") };
  }
  if (action === "subscribeToTone") {
    return { status: 200, body: operation("subscribeToToneOperation", textOf(body.clientContext), "completed") };
  }
  return { status: 202 };
};

function operation(type: string, id: string, status: string): object {
  return { "@odata.type": `#microsoft.graph.${type}`, id, clientContext: id, status };
}

/** The token endpoint. */
const entraRoute: Route = ({ path }) =>
  path === `/${identity.graph.tenantId}/oauth2/v2.0/token`
    ? { status: 200, body: { token_type: "Bearer", expires_in: 3600, access_token: "x".repeat(1500) } }
    : undefined;

interface CloudRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly journal: Journal;
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** Answers a request, or leaves it to the next route with `undefined`. */
type Route = (asked: CloudRequest) => Answer | undefined;

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

interface Pages {
  calls: JournalEntries["calls"][number][];
  tones: JournalEntries["tones"][number][];
}

/** The requests to the canned cloud, by bot: the origin of its callback addresses. */
class Journal {
  readonly #callbackUrls = new Map<string, string>();
  readonly #pages = new Map<string, Pages>();

  /** A call has started, or was answered. */
  call(callId: string, callbackUrl: string): void {
    this.#callbackUrls.set(callId, callbackUrl);
    this.#pagesOf(callbackUrl).calls.push({ callId, callbackUrl });
  }

  tones(callId: string, operationId: string): void {
    const callbackUrl = this.#callbackUrls.get(callId);
    if (callbackUrl !== undefined) this.#pagesOf(callbackUrl).tones.push({ callId, callbackUrl, operationId });
  }

  /** Everything about one bot that has not been read yet. */
  take(bot: string): JournalEntries {
    const pages = this.#pages.get(bot) ?? { calls: [], tones: [] };
    this.#pages.delete(bot);
    return pages;
  }

  #pagesOf(callbackUrl: string): Pages {
    const bot = new URL(callbackUrl).origin;
    const pages = this.#pages.get(bot) ?? { calls: [], tones: [] };
    this.#pages.set(bot, pages);
    return pages;
  }
}

const { keys } = readSettings(cloudSettingsSchema);
const journal = new Journal();

const documents: Route = ({ path }) => {
  if (path === "/openid-configuration") return { status: 200, body: { jwks_uri: `${origin}/keys` } };
  if (path === "/keys") return { status: 200, body: { keys: [keys.publicKey] } };
  if (!path.startsWith("/journal?bot=")) return undefined;
  return { status: 200, body: journal.take(decodeURIComponent(path.slice("/journal?bot=".length))) };
};
const routes = [acsRoute, graphRoute, entraRoute, documents];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const text = Buffer.concat(chunks).toString();
    const json = request.headers["content-type"]?.includes("json") ? JSON.parse(text || "{}") : {};
    const asked = { path: request.url ?? "", body: json, journal };
    const answer = routes.reduce((found: ReturnType<Route>, route) => found ?? route(asked), undefined);
    const { status, body } = answer ?? { status: 404 };
    response.writeHead(status, body ? { "content-type": "application/json" } : {});
    response.end(body && JSON.stringify(body));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

serve([on(whereIsCloud, () => origin)]);
