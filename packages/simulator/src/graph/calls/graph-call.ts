import type { Leg } from "../../engine/call.js";
import type { ApiVersion } from "../api/graph-route.js";
import type { JsonObject } from "../json.js";
import type { MediaConfig } from "../wire/media-config.js";
import type { CallState } from "./call-state.js";

/** A bot's leg as this API shows it. Its id is the leg's. */
export interface GraphCall {
  readonly id: string;
  readonly botId: string;
  /** Whose requests it takes, and who its callbacks are for. */
  readonly appId: string;
  readonly tenantId: string;
  readonly direction: "incoming" | "outgoing";
  /** Of the request that made or answered it: decides whether `ringing` is reported. */
  version: ApiVersion;
  callbackUri: string;
  state: CallState;
  /** Members that do not change: who calls whom, where it meets. */
  readonly described: JsonObject;
  /** What `established` and `establishing` repeat of it. */
  readonly repeated: JsonObject;
  media?: MediaConfig;
  contentSharing: boolean;
  /** Operations that were started, by id, as they are now. */
  readonly operations: Map<string, JsonObject>;
  /** Whether `establishing` has been sent. */
  told: boolean;
  /** The roster as last sent, so that the same is not sent twice. */
  lastRoster?: string;
  /** Policy-based recording: how many participants it takes, and those that it has taken. */
  recording?: { readonly capacity: number; readonly joined: Map<string, Leg> };
}
