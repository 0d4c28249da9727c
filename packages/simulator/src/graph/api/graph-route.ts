import type { Provenance } from "../../wire.js";
import type { Principal } from "../auth/principal.js";
import type { GraphContext } from "../graph-context.js";
import type { Reply } from "./reply.js";

export type ApiVersion = "v1.0" | "beta";

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
