import type { JsonObject } from "../json.js";

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
