import type { Provenance } from "../../delivery/delivery.js";
import type { Principal } from "../auth/authorize.js";
import type { ApiVersion, GraphContext } from "../calls/context.js";
import type { JsonObject } from "../wire/body.js";

/** A request that has been let in. */
export interface GraphRequest {
  readonly principal: Principal;
  readonly version: ApiVersion;
  /** Where addresses in answers begin: `https://localhost:1234/v1.0`. */
  readonly root: string;
  /** The ids in the path, by their names in the route's path. */
  id(name: "call" | "participant" | "operation"): string;
  /** The body, names of members in the documented spelling; `undefined` when there is none. */
  readonly body: unknown;
  /** Says for the log what it was about. */
  note(facts: {
    readonly title?: string;
    readonly tag?: Provenance;
    readonly callId?: string;
    readonly botId?: string;
  }): void;
}

/** One operation of the API. */
export interface GraphRoute {
  readonly method: "GET" | "POST" | "DELETE" | "PATCH";
  /** Below `/communications`, ids in braces: `calls/{call}/answer`. */
  readonly path: string;
  /** A few words for the log. */
  readonly title: string;
  handle(request: GraphRequest, graph: GraphContext): Reply;
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
