import type { Context } from "hono";
import { EngineError } from "../../engine/engine.js";
import { describe, type WireApp, type WireEnv } from "../../wire/wire.js";
import { authorize } from "../auth/authorize.js";
import type { ApiVersion, GraphContext } from "../calls/context.js";
import type { JsonObject } from "../wire/body.js";
import { badRequest, callNotFound, GraphFailure, notSimulated } from "../wire/errors.js";
import { callingSegments, matchPath, type PathMatch, selected, selectionOf } from "./address.js";
import { graphOperations, neighborIn, notSimulatedBecause } from "./operations.js";
import type { GraphRoute, Reply } from "./route.js";

const VERSIONS = "/:version{[vV]1\\.0|[bB][eE][tT][aA]}/*";

/** The API itself, in both versions. */
export function mountApi(app: WireApp, graph: GraphContext, routes: readonly GraphRoute[]): void {
  app.all(VERSIONS, async (c) => {
    const requestId = graph.random.id();
    const clientRequestId = c.req.header("client-request-id") ?? requestId;
    c.header("request-id", requestId);
    c.header("client-request-id", clientRequestId);
    try {
      return respond(c, await handle(c, graph, routes));
    } catch (error) {
      const failure = asFailure(error);
      describe(c, { tag: failure.tag });
      const body = errorBody(failure, {
        requestId,
        clientRequestId,
        now: graph.clock.now(),
        wrapped: graph.behavior.current().wrappedErrors,
      });
      return respond(c, { status: failure.status, body });
    }
  });
}

/** The gateway knows two versions (observed: what it says of others). */
export function mountWrongVersions(app: WireApp, graph: GraphContext): void {
  app.all("/:version/:root{communications|app}/*", (c) => wrongVersion(c, graph));
  app.all("/:version{communications}/*", (c) => wrongVersion(c, graph));
}

function wrongVersion(c: Context<WireEnv, "/:version/*">, graph: GraphContext): Response {
  const requestId = graph.random.id();
  const failure = new GraphFailure(400, "BadRequest", `Invalid version: ${c.req.param("version")}`, "observed");
  describe(c, { title: failure.message, tag: failure.tag });
  const body = errorBody(failure, { requestId, clientRequestId: requestId, now: graph.clock.now(), wrapped: false });
  return respond(c, { status: failure.status, body });
}

async function handle(c: Context<WireEnv>, graph: GraphContext, routes: readonly GraphRoute[]): Promise<Reply> {
  const principal = await authorize(graph, c.req.header("authorization"));
  const version: ApiVersion = /^\/beta\//i.test(c.req.path) ? "beta" : "v1.0";
  const { route, ids } = findRoute(routes, c.req.method, c.req.path, version);
  describe(c, { title: route.title, tag: "documented", ...callFacts(graph, ids.call) });
  const selection = selectionOf(c.req.method, c.req.query());
  const reply = route.handle(
    {
      principal,
      version,
      root: `${new URL(c.req.url).origin}/${version}`,
      id: (name) => ids[name] ?? "",
      header: (name) => c.req.header(name),
      body: await jsonBody(c),
      note: (facts) => describe(c, facts),
    },
    graph,
  );
  return selected(reply, selection);
}

/** Which conversation a request is about, for the log. */
function callFacts(graph: GraphContext, id: string | undefined): { callId?: string; botId?: string } {
  const call = id === undefined ? undefined : graph.calls.get(id);
  const conversation = call && graph.engine.calls.ofLeg(call.id);
  return call && conversation ? { callId: conversation.id, botId: call.botId } : {};
}

function findRoute(
  routes: readonly GraphRoute[],
  method: string,
  path: string,
  version: ApiVersion,
): { route: GraphRoute; ids: PathMatch<unknown>["ids"] } {
  const below = path.replace(/^\/[^/]+/, "");
  const segments = callingSegments(below);
  const neighbor = segments && neighborIn(segments);
  if (neighbor !== undefined) throw notSimulated(`${method} /communications/${neighbor}`);
  if (!segments) throw notSimulated(`${method} ${below}: everything beside calling`);
  const known = graphOperations.filter((operation) => operation.versions !== "beta" || version === "beta");
  const match = matchPath(
    segments,
    known.filter((operation) => operation.method === method),
  );
  if (!match) {
    if (matchPath(segments, known)) throw new GraphFailure(405, "MethodNotAllowed", `${method} is not allowed here.`);
    throw badRequest(`Resource not found for the segment '${segments.at(-1) ?? ""}'.`);
  }
  const route = routes.find((candidate) => candidate.operation === match.pattern.name);
  if (!route) {
    const { name, path: pattern } = match.pattern;
    throw notSimulated(`${method} /communications/${pattern}`, notSimulatedBecause[name]);
  }
  return { route, ids: match.ids };
}

async function jsonBody(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("Unable to read JSON request payload.");
  }
}

function respond(c: Context, { status, body, location }: Reply): Response {
  const headers = new Headers({
    "request-id": c.res.headers.get("request-id") ?? "",
    "client-request-id": c.res.headers.get("client-request-id") ?? "",
    ...(location === undefined ? {} : { location }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  });
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

/** What an error body needs beside the refusal. */
interface ErrorFacts {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly now: number;
  /** As the gateway once printed the calling service's own errors. */
  readonly wrapped: boolean;
}

/** Graph's error body (documented). */
function errorBody(failure: GraphFailure, { requestId, clientRequestId, now, wrapped }: ErrorFacts): JsonObject {
  const { code, message } = failure;
  const serviceError = { errorCode: code, message, instanceAnnotations: [] };
  const asWritten = wrapped && /^\d+$/.test(code);
  return {
    error: {
      code: asWritten ? "UnknownError" : code,
      message: asWritten ? JSON.stringify(serviceError) : message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        "request-id": requestId,
        "client-request-id": clientRequestId,
      },
    },
  };
}

/** Turns what a route threw into a refusal; anything unforeseen is the service's own fault and stays readable. */
function asFailure(error: unknown): GraphFailure {
  if (error instanceof GraphFailure) return error;
  if (error instanceof EngineError) return fromEngine(error);
  const message = error instanceof Error ? error.message : String(error);
  return new GraphFailure(500, "9999", `The simulator failed: ${message}`);
}

/** The subcodes are the service's own (documented without the requests that they belong to), the statuses ours. */
function fromEngine(error: EngineError): GraphFailure {
  switch (error.code) {
    case "no-such-call":
      return callNotFound();
    case "wrong-state":
      return new GraphFailure(409, "8585", `Action not valid in the call's current state: ${error.message}.`);
    case "conflict":
      return new GraphFailure(409, "8519", `Conflict: ${error.message}.`);
    case "no-such-party":
      return new GraphFailure(404, "8558", `Participant not present: ${error.message}.`);
    case "no-such-person":
    case "no-such-bot":
    case "no-such-meeting":
      return new GraphFailure(404, "NotFound", `${error.message}.`);
  }
}
