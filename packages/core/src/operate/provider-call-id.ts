import type { CallHolder } from "../holder/call-holder.js";

/** Resolves when the provider's id of the call is known, or the call is over: before that there is nothing to ask it by. */
export async function providerCallIdKnown(holder: CallHolder, signal: AbortSignal | undefined): Promise<void> {
  const { life } = holder;
  const there = () => holder.record.providerCallId !== "" || life.signal.aborted || signal?.aborted;
  if (there()) return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!there()) return;
      stop();
      life.signal.removeEventListener("abort", look);
      signal?.removeEventListener("abort", look);
      resolve();
    };
    const stop = life.on("*", look);
    life.signal.addEventListener("abort", look);
    signal?.addEventListener("abort", look);
  });
}
