import type { Provenance } from "../../delivery/delivery.js";
import type { AcsState } from "../calls/state.js";
import type { ServedOperationId } from "./operations.js";

/** A request that has passed authentication and the version check. */
interface AcsRequest {
  readonly params: Readonly<Record<string, string>>;
  /** The JSON body, `undefined` if there was none. */
  readonly body: unknown;
  readonly apiVersion: string;
}

export interface AcsReply {
  /** The operation's documented success code: the SDKs take no other. */
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The engine's call, for the log and the `X-Microsoft-Skype-Chain-ID` header. */
  readonly callId?: string;
  readonly botId?: string;
}

/** One operation. `handle` throws AcsError for everything it refuses. */
export interface AcsRoute {
  readonly id: ServedOperationId;
  /** For the log. */
  readonly title: string;
  readonly tag: Provenance;
  handle(request: AcsRequest, state: AcsState): AcsReply;
}

/** A path parameter; the router has put it there. */
export function param(request: AcsRequest, name: string): string {
  return request.params[name] ?? "";
}
