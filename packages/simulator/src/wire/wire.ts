import type { Hono } from "hono";
import type { Postman, Provenance } from "../delivery/delivery.js";
import type { WireLog } from "../delivery/wire-log.js";
import type { Clock } from "../engine/clock.js";
import type { Engine } from "../engine/engine.js";
import type { BotEvent } from "../engine/events.js";
import type { BotSpec } from "../engine/party.js";
import type { Random } from "../engine/random.js";
import type { KeyRing } from "./key-ring.js";
import type { BotRegistration, Credentials } from "./settings.js";

/** Values that a route leaves for the request log, through `describe`. */
export interface WireVariables {
  title?: string;
  tag?: Provenance;
  callId?: string;
  botId?: string;
}
export type WireEnv = { Variables: WireVariables };
export type WireApp = Hono<WireEnv>;

/** What a wire is given. */
export interface WireContext {
  readonly engine: Engine;
  /** The time sent to bots. It differs from the simulator's own while `botClockAheadMs` is set. */
  readonly clock: Clock;
  readonly random: Random;
  readonly postman: Postman;
  readonly log: WireLog;
  readonly keys: KeyRing;
  readonly credentials: Credentials;
  /** The listeners' origins, without a trailing slash; known only once the simulator listens, so read late. */
  readonly origins: () => { readonly http: string; readonly https: string };
}

/** What a forged callback pretends. */
export type Forgery =
  | "bad-signature"
  | "wrong-audience"
  | "expired"
  | "alg-none"
  | "no-token"
  | "unknown-key"
  | "other-call";

/**
 * One cloud's protocol on top of the engine: routes for what the bot asks, callbacks for what the engine reports.
 * A wire never calls another wire, and what it keeps beside the engine's state it drops in `reset`.
 */
export interface Wire {
  /** The `cloud` of its bots. */
  readonly name: "acs" | "graph";
  /** Mounted at the root of both listeners: routes carry their full paths. */
  readonly app: WireApp;
  /** Whether a request path is this wire's: such requests are logged, and subject to the faults. */
  owns(path: string): boolean;
  /** Turns a registration into what the engine needs: addresses and the time to decide. Throws on what this cloud does not have. */
  botSpec(registration: BotRegistration): BotSpec;
  /** Called after a bot of this cloud is registered, for handshakes. Rejects when the bot fails one: then it is not registered. */
  registered?(botId: string, registration: BotRegistration): Promise<void>;
  /** Called for every event of this cloud's bots, synchronously: queue deliveries with the postman. */
  onEvent(event: BotEvent): void;
  /**
   * Sends a bot a callback that it must refuse, about a bot's leg. Resolves to what it answered (status 0: no answer).
   */
  forge(legId: string, forgery: Forgery): Promise<{ readonly status: number; readonly body: string }>;
  reset(): void;
}

/** Says for the request log what a request was, in words a person reads. */
export function describe(
  context: { set<Key extends keyof WireVariables>(key: Key, value: WireVariables[Key]): void },
  facts: WireVariables,
): void {
  if (facts.title !== undefined) context.set("title", facts.title);
  if (facts.tag !== undefined) context.set("tag", facts.tag);
  if (facts.callId !== undefined) context.set("callId", facts.callId);
  if (facts.botId !== undefined) context.set("botId", facts.botId);
}

/** Whether the clouds would send callbacks there: https, or (ours) http to this machine, where bots have no certificate. */
export function isCallbackAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:") return true;
  return protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
