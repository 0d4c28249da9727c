import type { CallActor } from "../actor/call-actor.js";

/** Resolves when the provider's id of the call is known, or the call is over: before that there is nothing to ask it by. */
export async function providerCallIdKnown(actor: CallActor, signal: AbortSignal | undefined): Promise<void> {
  const { life } = actor;
  const there = () => actor.record.providerCallId !== "" || life.end.over || signal?.aborted;
  if (there()) return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!there()) return;
      stop();
      stopWaiting();
      signal?.removeEventListener("abort", look);
      resolve();
    };
    const stop = life.on("*", look);
    const stopWaiting = life.end.on(look);
    signal?.addEventListener("abort", look);
  });
}
