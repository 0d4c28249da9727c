import type { Adapter } from "../adapter/adapter.js";
import type { Ending } from "../base/ending.js";
import type { Listeners } from "../base/listeners.js";
import type { Reporting } from "../events/report-error.js";
import type { Rules } from "../reduce/turn.js";
import type { CallKey, Store } from "../store/store.js";
import type { PartyLike } from "../words/party.js";
import type { StandardSchema } from "../words/validate.js";
import type { InFlight, RequestsInFlight } from "./in-flight.js";

/** What the calls of one instance share: where they are kept, by which clock and settings, and who is informed. Nothing of it leads to a call. */
export interface Instance extends Reporting {
  readonly store: Store;
  readonly random: () => number;
  readonly settings: Settings;
  readonly inFlight: InFlight;
  readonly requests: RequestsInFlight;
  /** What waits here for the record of a call that another instance holds: called when the store hints at it. */
  readonly followers: Listeners<CallKey, () => void>;
  /** What waits here for the provider's name of a call to be bound, by name. */
  readonly named: Listeners<string, () => void>;
  /** Over once the instance has closed. */
  readonly closed: Ending;
  /** The adapter of a call, by the member's name: `""` with a single adapter. */
  adapterOf(member: string): Adapter;
  /** Where the provider sends the callbacks of a call. */
  callbackUrlOf(key: string): string;
}

/** What a turn of a call goes by: the time, the adapter, and who listens here. */
export function rulesOf({ instance, adapter, life }: Ruled): Rules {
  const { clock, newId, random, settings, hub } = instance;
  return {
    now: clock.now(),
    adapter,
    reconcileEveryMs: settings.reconcileEveryMs,
    listens: (type) => hub.listens(type) || life.listens(type),
    newId,
    random,
  };
}

interface Ruled {
  readonly instance: Instance;
  readonly adapter: Adapter;
  readonly life: Pick<Rules, "listens">;
}

/** The options of `createCalling` that apply to single calls, with their defaults filled in. */
export interface Settings {
  readonly data: StandardSchema | undefined;
  readonly leaseMs: number;
  readonly keepEndedMs: number;
  readonly reconcileEveryMs: number;
  readonly onUnhandled: "reject" | { readonly redirect: PartyLike };
  readonly onHandlerError: "hang-up" | "keep";
}
