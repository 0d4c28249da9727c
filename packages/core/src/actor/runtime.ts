import type { Adapter } from "../adapter/adapter.js";
import type { UnrecognizedSignal } from "../adapter/signal.js";
import type { Clock } from "../base/clock.js";
import type { Ending } from "../base/ending.js";
import type { EventHub } from "../events/event-hub.js";
import type { Call } from "../interface/call.js";
import type { Command } from "../record/command.js";
import type { Happening } from "../record/happening.js";
import type { Effect } from "../reduce/turn.js";
import type { Followers } from "../store/followers.js";
import type { Store } from "../store/store.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { PartyLike } from "../words/party.js";
import type { StandardSchema } from "../words/validate.js";
import type { Busy, Requests } from "./busy.js";
import type { CallActor } from "./call-actor.js";

/** What everything below `createCalling` shares. Made once. */
export interface Runtime {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random: () => number;
  readonly hub: EventHub;
  readonly telemetry: Telemetry;
  readonly busy: Busy;
  readonly requests: Requests;
  readonly followers: Followers;
  readonly settings: Settings;
  /** The instance has closed. */
  readonly closed: Ending;
  /** The adapter of a call: by the member's name, `""` with a single adapter. */
  adapterOf(member: string): Adapter;
  /** Where callbacks of a call go. */
  callbackUrlOf(key: string): string;
  /** The ref of a call: its member or provider, and its key. */
  refOf(record: { readonly key: string; readonly member: string; readonly provider: string }): string;
  /** Makes the bot's handle of a call. */
  handleOf(actor: CallActor): Call;
  /** Hands an event to its handlers, and waits for none. */
  deliver(actor: CallActor, happening: Happening): void;
  /** Tells of something that belongs to no call. */
  deliverStray(signal: UnrecognizedSignal, member: string): void;
  /** Does in the background what a turn asked for. */
  perform(actor: CallActor, effects: readonly Effect[]): void;
  /** Sends again what the instance before this one may not have sent. */
  resend(actor: CallActor, operation: string): void;
  /** Does what another instance wants done. */
  carryOut(actor: CallActor, command: Command): void;
  /** The store had lost the record of a call, and gets it again from its holder. */
  restored(actor: CallActor): void;
  /** A holder has nothing more to do, or lost its lease. */
  dropped(actor: CallActor): void;
}

/** The options of `createCalling` that act on single calls, with their defaults filled in. */
export interface Settings {
  readonly data: StandardSchema | undefined;
  readonly leaseMs: number;
  readonly keepEndedMs: number;
  readonly reconcileEveryMs: number;
  readonly onUnhandled: "reject" | { readonly redirect: PartyLike };
  readonly onHandlerError: "hang-up" | "keep";
}
