import type { Clock } from "../base/clock.js";
import type { Turn } from "../reduce/turn.js";
import { insist, isStoreAway } from "../store/insist.js";
import type { LeaseValidity } from "./lease-validity.js";

/** What a request to the provider needs of the call that it is about. */
interface Held {
  readonly instance: { readonly clock: Clock };
  readonly validity: LeaseValidity;
  apply(write: (turn: Turn) => void): Promise<void>;
  requireLive(): void;
}

/**
 * Before a request: makes sure that this instance still has the call, since no fence protects the provider. An instance that was suspended,
 * or without its store for longer than a lease, asks the store first.
 * @throws CallingError `superseded`; `store-unavailable` when the store cannot say.
 */
export async function confirmHeld(actor: Held): Promise<void> {
  if (actor.validity.certain) return;
  await actor.apply(() => {});
  if (!actor.validity.certain) actor.requireLive();
}

/**
 * After a request: writes what has happened already and cannot be undone, such as a failed request or a hang-up that is done. While the
 * store does not answer, the write is retried in the background for as long as this instance has the call, so it must be harmless when
 * done twice. Resolves after the first attempt, whether it succeeded or the store is away: the bot learns of the outcome in either case.
 * @throws CallingError `superseded` or `call-ended`.
 */
export async function applyEventually(actor: Held, write: (turn: Turn) => void): Promise<void> {
  try {
    await actor.apply(write);
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    insist(() => actor.apply(write), actor.instance).catch(() => {});
  }
}
