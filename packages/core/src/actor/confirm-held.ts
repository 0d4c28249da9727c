import type { CallActor } from "./call-actor.js";

/**
 * Makes sure that a call is ours before something is done to it at the provider, where no fence stands: an instance that stood
 * still, or was without its store for longer than a lease, asks first.
 * @throws CallingError `superseded`; `store-unavailable` when nobody can tell.
 */
export async function confirmHeld(actor: CallActor): Promise<void> {
  if (actor.tenure.certain) return;
  await actor.apply(() => {});
  if (!actor.tenure.certain) actor.requireLive();
}
