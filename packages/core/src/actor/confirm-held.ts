import type { CallHolder } from "./call-holder.js";

/**
 * Makes sure that a call is ours before something is done to it at the provider, where no fence stands: an instance that stood
 * still, or was without its store for longer than a lease, asks first.
 * @throws CallingError `superseded`; `store-unavailable` when nobody can tell.
 */
export async function confirmHeld(holder: CallHolder): Promise<void> {
  if (holder.tenure.certain) return;
  await holder.apply(() => {});
  if (!holder.tenure.certain) holder.requireLive();
}
