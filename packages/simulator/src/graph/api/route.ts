import { z } from "zod";
import type { Provenance } from "../../delivery/delivery.js";
import type { Principal } from "../auth/authorize.js";
import type { ApiVersion, GraphContext } from "../calls/context.js";
import { type JsonObject, parseBody } from "../wire/body.js";
import type { OperationName } from "./operations.js";

/** A request that has been let in. */
export interface GraphRequest<Body = unknown> {
  readonly principal: Principal;
  readonly version: ApiVersion;
  /** Where addresses in answers begin: `https://localhost:1234/v1.0`. */
  readonly root: string;
  /** The ids in the path, by their names in the operation's path. */
  id(name: "call" | "participant" | "operation" | "group" | "session"): string;
  header(name: string): string | undefined;
  /** The body; `undefined` when there is none. */
  readonly body: Body;
  /** Says for the log what it was about. */
  note(facts: {
    readonly title?: string;
    readonly tag?: Provenance;
    readonly callId?: string;
    readonly botId?: string;
  }): void;
}

/**
 * An operation that is simulated, and everything about it: what the router, the list of what is simulated, and the tests of all paths and
 * bodies need to know stands here. Made with `route`, `callRoute` or `operationRoute`.
 */
export interface GraphRoute {
  readonly operation: OperationName;
  /** A few words for the log. */
  readonly title: string;
  readonly body: BodySpec;
  /** The state that its call must be in, when there is one. */
  readonly needs?: CallNeed;
  handle(request: GraphRequest, graph: GraphContext): Reply;
}

/**
 * The state that a call must be in for an operation.
 *
 * - `offered`: an incoming call that waits for a decision. Answering, rejecting or redirecting twice is refused (ours).
 * - `established` (documented; status and subcode of the refusal are ours).
 * - `service-hosted`: established, and the service handles the media, not the app (code and words of the refusal are ours).
 * - `group`: established, and a group call or a meeting (documented; the refusal is ours).
 * - `app-hosted group`: a group in which the app handles its media itself (documented; the refusal is ours).
 */
export type CallNeed = "offered" | "established" | "service-hosted" | "group" | "app-hosted group";

/** What an operation takes. */
export interface BodySpec<Schema extends z.ZodType = z.ZodType> {
  /** A member that is not in it is answered 501. */
  readonly schema: Schema;
  /** A body that is served: what the tests change, to see that each member is served or refused. `{participant}` stands for somebody's id. */
  readonly sample: object;
  /** Members that Graph acts on and the simulator does not, each as a change of the sample, by the name that the 501 gives it. */
  readonly notSimulated?: Readonly<Record<string, object>>;
}

/** Of an operation that takes no body. */
export const noBody = { schema: z.looseObject({}), sample: {} } as const satisfies BodySpec;

interface RouteSpec<Schema extends z.ZodType> {
  readonly operation: OperationName;
  readonly title: string;
  readonly body: BodySpec<Schema>;
  handle(request: GraphRequest<z.infer<Schema>>, graph: GraphContext): Reply;
}

/** An operation that is not about an existing call. */
export function route<Schema extends z.ZodType>(spec: RouteSpec<Schema>): GraphRoute {
  return {
    operation: spec.operation,
    title: spec.title,
    body: spec.body,
    handle: (request, graph) => spec.handle({ ...request, body: parseBody(spec.body.schema, request.body) }, graph),
  };
}

/** What a route answers. Without a body there is no Content-Type either: the official client chokes on an empty JSON body. */
export interface Reply {
  readonly status: number;
  readonly body?: JsonObject;
  /** Absolute address of what was made. */
  readonly location?: string;
}

/** 202 with nothing in it (documented for answer, reject, redirect and transfer). */
export const accepted: Reply = { status: 202 };
/** 200 with nothing in it (documented for keepAlive). */
export const done: Reply = { status: 200 };
/** 204 (documented for delete). */
export const gone: Reply = { status: 204 };

export function ok(body: JsonObject): Reply {
  return { status: 200, body };
}
