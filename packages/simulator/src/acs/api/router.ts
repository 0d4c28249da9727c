import { type Context, Hono } from "hono";
import { EngineError } from "../../engine/engine.js";
import { describe, type WireEnv } from "../../wire/wire.js";
import { authenticate } from "../auth/authenticate.js";
import type { AcsContext } from "../calls/context.js";
import {
  AcsError,
  badRequest,
  callNotFound,
  invalidArgument,
  NOT_IMPLEMENTED,
  notImplemented,
  wrongCallState,
} from "../wire/errors.js";
import { type AcsOperation, acsOperations, apiAt, isAcsPath, neighborAt, notSimulatedBecause } from "./operations.js";
import { createRepeatability, type KeptAnswer, type Repeatability } from "./repeatability.js";
import type { AcsReply, AcsRoute } from "./route.js";
import { isKnownVersion } from "./versions.js";

interface CompiledOperation {
  readonly operation: AcsOperation;
  readonly pattern: RegExp;
}

/** All requests to the service: who asks, which version, which operation, and whether it was asked before. */
export function createAcsRouter(acs: AcsContext, routes: readonly AcsRoute[]): { app: Hono<WireEnv>; reset(): void } {
  const compiled = acsOperations.map((operation) => ({ operation, pattern: compile(operation.template) }));
  const repeatability = createRepeatability();
  const app = new Hono<WireEnv>();
  app.all("*", async (c, next) => {
    if (!isAcsPath(c.req.path)) return next();
    try {
      const answer = await answerTo(c, acs, compiled, routes, repeatability);
      return send(c, answer);
    } catch (error) {
      return send(c, errorAnswer(c, acs, error));
    }
  });
  return { app, reset: () => repeatability.clear() };
}

async function answerTo(
  c: Context<WireEnv>,
  acs: AcsContext,
  compiled: readonly CompiledOperation[],
  routes: readonly AcsRoute[],
  repeatability: Repeatability,
): Promise<KeptAnswer> {
  // The path as sent: raw ids in it are percent-encoded.
  const path = new URL(c.req.url).pathname;
  const neighbor = neighborAt(path);
  if (neighbor !== undefined) {
    describe(c, { title: `not simulated: ${neighbor}`, tag: "ours" });
    await authenticate(c, await c.req.text(), acs);
    throw notImplemented(neighbor);
  }
  const version = c.req.query("api-version");
  const api = apiAt(path) ?? "calling";
  if (version !== undefined && !isKnownVersion(api, version)) throw new UnknownResource(c.req.url);
  const found = compiled.find(({ operation, pattern }) => operation.method === c.req.method && pattern.test(path));
  if (!found) throw new UnknownResource(c.req.url);
  const { operation, pattern } = found;
  const route = routes.find((candidate) => candidate.operation === operation.id);
  describe(c, { title: route?.title ?? operation.id, tag: route ? "documented" : "ours" });

  const text = await c.req.text();
  await authenticate(c, text, acs);
  const refuse = api === "calling" ? invalidArgument : badRequest;
  if (version === undefined) throw refuse("The query parameter api-version is missing.");
  if (!route) throw notImplemented(operation.id, notSimulatedBecause[operation.id]);
  const key = repeatability.key(operation, path, (name) => c.req.header(name));
  const earlier = key === undefined ? undefined : repeatability.earlier(key);
  if (earlier) return earlier;

  const params = Object.fromEntries(
    Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
  const reply = await route.handle(
    { param: (name) => params[name] ?? "", body: parseJson(text), apiVersion: version },
    acs,
  );
  if (reply.callId !== undefined) describe(c, { callId: reply.callId });
  if (reply.botId !== undefined) describe(c, { botId: reply.botId });
  const answer = answerOf(reply, key === undefined ? {} : repeatability.resultHeader(operation));
  if (key !== undefined) repeatability.keep(key, answer);
  return answer;
}

/** The service knows nothing at this address: an answer of its gateway, in words and not in JSON (observed). */
class UnknownResource extends Error {
  constructor(url: string) {
    super(`No HTTP resource was found that matches the request URI '${url}'.`);
  }
}

function answerOf(reply: AcsReply, extra: Record<string, string>): KeptAnswer {
  return {
    status: reply.status,
    headers: {
      ...extra,
      ...reply.headers,
      ...(reply.callId === undefined ? {} : { "x-microsoft-skype-chain-id": reply.callId }),
      ...(reply.body ? { "content-type": "application/json; charset=utf-8" } : {}),
    },
    body: reply.body ? JSON.stringify(reply.body) : undefined,
  };
}

/** An error of the service. In calling it names the call like every answer, or the request if there is no call (observed). */
function errorAnswer(c: Context<WireEnv>, acs: AcsContext, error: unknown): KeptAnswer {
  if (error instanceof UnknownResource) {
    const body = JSON.stringify({ message: error.message });
    return { status: 404, headers: { "content-type": "application/json; charset=utf-8" }, body };
  }
  const known = error instanceof EngineError ? fromEngine(error) : error;
  if (!(known instanceof AcsError)) throw error;
  if (known.code === NOT_IMPLEMENTED) describe(c, { tag: "ours" });
  const { code, message, details } = known;
  const body = JSON.stringify({ error: { code, message, ...(details ? { details } : {}) } });
  if (apiAt(c.req.path) !== "calling") {
    // The other APIs name the code in a header (observed).
    const headers = { "content-type": "application/json; charset=utf-8", "x-ms-error-code": code };
    return { status: known.status, headers, body };
  }
  const { random, engine } = acs;
  const [, legId = ""] = /^\/calling\/callConnections\/([^/:]+)/.exec(c.req.path) ?? [];
  const chainId = engine.calls.leg(legId)?.callId ?? random.id();
  const headers = { "content-type": "application/json; charset=utf-8", "x-microsoft-skype-chain-id": chainId };
  return { status: known.status, headers, body };
}

function fromEngine(error: EngineError): AcsError {
  switch (error.code) {
    case "no-such-call":
    case "no-such-meeting":
      return callNotFound();
    case "no-such-party":
      return new AcsError(400, "8558", error.message);
    case "conflict":
      return new AcsError(409, "8519", error.message);
    case "wrong-state":
      return wrongCallState(error.message);
    case "no-such-person":
    case "no-such-bot":
      return invalidArgument(error.message);
  }
}

function send(c: Context<WireEnv>, answer: KeptAnswer): Response {
  const headers = new Headers(answer.headers);
  headers.set("x-cache", "CONFIG_NOCACHE");
  const requestId = c.req.header("x-ms-client-request-id");
  if (requestId !== undefined) headers.set("x-ms-client-request-id", requestId);
  const agent = c.req.header("user-agent");
  if (agent !== undefined) headers.set("x-microsoft-skype-client", agent);
  return new Response(answer.body ?? null, { status: answer.status, headers });
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalidArgument("The request body is invalid: it is not JSON.");
  }
}

/** `:` inside a segment is a literal here, which routers of this language take for a parameter; an identity may have it unescaped. */
function compile(template: string): RegExp {
  const source = template.replace(
    /\{(\w+)\}/g,
    (_, name: string) => `(?<${name}>${name === "identityId" ? "[^/]+" : "[^/:]+"})`,
  );
  return new RegExp(`^${source}$`);
}
