import { regainMs } from "../actor/held-lease.js";
import type { Instance } from "../actor/instance.js";
import { steady } from "../base/clock.js";
import type { CallRecord } from "../record/call-record.js";
import { decodeRecord } from "../record/record-codec.js";
import { isStoreAway } from "../store/insist.js";
import type { EndReason } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";

/** How often a record is looked at although the store has hinted at nothing, ms: a hint may be lost. */
const slowMs = 1000;

/** What following a record needs of the instance. */
export type FollowPorts = Pick<Instance, "clock" | "store" | "settings" | "followers" | "closed">;

/** How a record is followed. */
interface Following {
  /** How long a store that does not answer is asked again, ms. Default: for as long as it takes. */
  readonly storeMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at a call's record whenever the store hints at it, until it says what is waited for. A store that does not answer is asked
 * again. `undefined` is given for a call that is forgotten: not for one whose record the store has lost, because the instance that has
 * the call writes it again.
 * @throws CallingError `superseded` when this instance closes; `store-unavailable`.
 */
export async function followRecord<T>(
  instance: FollowPorts,
  key: string,
  read: (record: CallRecord | undefined) => T | undefined,
  { storeMs = Number.POSITIVE_INFINITY, signal }: Following = {},
): Promise<T> {
  const clock = steady(instance.clock);
  const storeUntil = clock.now() + storeMs;
  const hints = new Hints(instance, key);
  let missingSince: number | undefined;
  try {
    for (;;) {
      signal?.throwIfAborted();
      if (instance.closed.over) throw hasClosed(key);
      hints.heard = false;
      const seen = await look(instance, key, () => clock.now() < storeUntil);
      missingSince = seen === "missing" ? (missingSince ?? clock.now()) : undefined;
      const gone = missingSince !== undefined && clock.now() - missingSince >= restoredWithinMs(instance);
      const found = typeof seen === "object" || gone ? read(typeof seen === "object" ? seen : undefined) : undefined;
      if (found !== undefined) return found;
      await hints.next(signal);
    }
  } finally {
    hints.stop();
  }
}

/** Within what time a lost record is there again, ms: its holder renews the lease three times a lease, and notices then. */
function restoredWithinMs({ settings }: Pick<FollowPorts, "settings">): number {
  return settings.leaseMs / 3 + regainMs;
}

async function look(
  { store }: Pick<FollowPorts, "store">,
  key: string,
  patient: () => boolean,
): Promise<CallRecord | "missing" | "away"> {
  try {
    const stored = await store.read(key);
    return stored === undefined ? "missing" : decodeRecord(stored);
  } catch (error) {
    if (isStoreAway(error) && patient()) return "away";
    throw error;
  }
}

/** The hints at one record, from before the first look at it: one that comes during a look is not missed. */
class Hints {
  heard = false;
  readonly stop: () => void;
  readonly #instance: FollowPorts;
  #wake = () => {};

  constructor(instance: FollowPorts, key: string) {
    this.#instance = instance;
    this.stop = instance.followers.on(key, () => {
      this.heard = true;
      this.#wake();
    });
  }

  /** Resolves when a hint has come since the last look, in case one was lost, when the signal aborts, or when the instance closes. */
  async next(signal: AbortSignal | undefined): Promise<void> {
    const { clock, closed } = this.#instance;
    if (this.heard || signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        stop();
        signal?.removeEventListener("abort", done);
        resolve();
      };
      this.#wake = done;
      const cancel = clock.setTimer(slowMs, done);
      const stop = closed.on(done);
      signal?.addEventListener("abort", done, { once: true });
    });
  }
}

function hasClosed(key: string): CallingError {
  return new CallingError("superseded", `call ${key}: this instance has closed`, {
    hint: "Look at the call from an instance that is open.",
  });
}

/** What is said of a call whose record is gone: nothing more will ever be known of it. */
export const forgotten: EndReason = { kind: "unknown", code: 0, subcode: 0, message: "the call is forgotten" };

/**
 * Waits for the end of a call that another instance holds. An instance that has closed learns no more: its promise of the end stays as
 * it is, and so does that of a call whose record cannot be read.
 */
export function followEnd(
  instance: FollowPorts,
  key: string,
  { seen, ...following }: Following & { readonly seen?: ((record: CallRecord) => void) | undefined } = {},
): Promise<EndReason> {
  const endIn = (record: CallRecord | undefined) => {
    if (record) seen?.(record);
    return record ? record.end : forgotten;
  };
  return followRecord(instance, key, endIn, following).catch(() => new Promise(() => {}));
}
