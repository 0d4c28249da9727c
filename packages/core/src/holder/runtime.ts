import type { Adapter } from "../adapter/adapter.js";
import type { Clock } from "../clock/clock.js";
import type { EventHub } from "../dispatch/event-hub.js";
import type { PartyLike } from "../party/party.js";
import type { StandardSchema } from "../schema/standard-schema.js";
import type { Store } from "../store/store.js";
import type { CallHolder } from "./call-holder.js";

/** What everything below `createCalling` shares. Made once. */
export interface Runtime {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly hub: EventHub;
  readonly settings: Settings;
  /** The adapter of a call: by the member's name, `""` with a single adapter. */
  adapterOf(member: string): Adapter;
  /** Where callbacks of a call go. */
  callbackUrlOf(key: string): string;
  /** The ref of a call: its member or provider, and its key. */
  refOf(record: { readonly key: string; readonly member: string; readonly provider: string }): string;
  /** A holder has nothing more to do, or lost its lease. */
  dropped(holder: CallHolder): void;
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
