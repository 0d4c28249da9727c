import type { Call, Leg } from "../../engine/call.js";
import type { Party } from "../../engine/party.js";
import type { AuthContext } from "../auth/apps.js";
import type { Principal } from "../auth/authorize.js";
import type { JsonObject } from "../wire/body.js";
import { callNotFound } from "../wire/errors.js";
import type { MediaConfig } from "../wire/schemas.js";

/** What every part of this wire works with. */
export interface GraphContext extends AuthContext {
  readonly calls: CallStore;
}

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
  /** Invitations without an outcome yet, by the engine's ids of them. */
  readonly invitations: Map<string, Invitation>;
  /** Private routes of audio between participants, by id. */
  readonly audioRoutingGroups: Map<string, JsonObject>;
  /** Whether the bot shares its screen. */
  sharesScreen: boolean;
  /** The id in the roster of the large gallery view that the bot has added. */
  galleryView?: string;
  /** Whether `establishing` has been sent. */
  establishingSent: boolean;
  /** The roster as last sent, so that the same is not sent twice. */
  lastRoster?: string;
  /** Policy-based recording: how many participants it takes, and those that it has taken. */
  recording?: { readonly capacity: number; readonly joined: Map<string, Leg> };
}

/** One of those whom an operation brings into a call. */
export interface Invitation {
  readonly party: Party;
  /** What all of them share: the operation ends with the last of them, and fails with one of them. */
  readonly operation: {
    readonly id: string;
    /** As the notification names them. */
    readonly invited: readonly JsonObject[];
    open: number;
    readonly failures: string[];
  };
}

/** `callState`; `ringing` exists on beta only, all others on both (documented). */
export type CallState =
  | "incoming"
  | "establishing"
  | "ringing"
  | "established"
  | "transferring"
  | "transferAccepted"
  | "redirecting"
  | "terminating"
  | "terminated";

/** The calls that are under way, by id; dashes and case do not matter (observed). */
interface CallStore {
  add(call: GraphCall): void;
  get(id: string): GraphCall | undefined;
  /** The call that an app may act on. Throws 404/8522. */
  of(principal: Principal, id: string): GraphCall;
  all(): readonly GraphCall[];
  remove(id: string): void;
  clear(): void;
}

export function createCallStore(): CallStore {
  const calls = new Map<string, GraphCall>();
  const store: CallStore = {
    add: (call) => void calls.set(key(call.id), call),
    get: (id) => calls.get(key(id)),
    of(principal, id) {
      const call = store.get(id);
      if (!call || call.appId !== principal.appId) throw callNotFound();
      return call;
    },
    all: () => [...calls.values()],
    remove: (id) => void calls.delete(key(id)),
    clear: () => calls.clear(),
  };
  return store;
}

function key(id: string): string {
  return id.replaceAll("-", "").toLowerCase();
}

/** What the engine knows of a call now: the bot's leg, and the conversation that it is in. */
export function engineFacts(graph: GraphContext, call: GraphCall): { readonly leg: Leg; readonly conversation: Call } {
  const leg = graph.engine.calls.leg(call.id);
  const conversation = graph.engine.calls.ofLeg(call.id);
  if (!leg || !conversation) throw callNotFound();
  return { leg, conversation };
}

/** Without a keepAlive for this long the service ends the call (documented). */
const KEEP_ALIVE_MS = 45 * 60_000;

/** Starts the watch anew. */
export function watchKeepAlive(graph: GraphContext, callId: string): void {
  graph.engine.bots.keepAlive(callId, KEEP_ALIVE_MS);
}

export type ApiVersion = "v1.0" | "beta";
