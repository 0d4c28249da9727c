import { reportError } from "../dispatch/report-error.js";
import { CallingError } from "../errors/calling-error.js";
import { decodeRecord, encodeAsk } from "../record/record-codec.js";
import { askEveryMs, askedLately, askNow } from "../reduce/ask.js";
import type { Holders } from "./holders.js";
import type { Runtime } from "./runtime.js";

interface Instance {
  readonly runtime: Runtime;
  readonly holders: Pick<Holders, "get">;
}

/** How long the store keeps the request where no record of the call says otherwise, ms. */
const rememberMs = 60_000;

/**
 * Has the provider asked about a call now, in the background, by whichever instance has the call: where news of it did not get through,
 * or cannot be believed. As often as you like: one call is asked about twice in `askEveryMs` at the most, and the last time comes after
 * the last reason to. Where there is no such call, or it is over, nothing is done.
 */
export function askProvider({ runtime, holders }: Instance, key: string): void {
  const asked = ask({ runtime, holders }, key).catch((error: unknown) => {
    // After an outage of the store the provider is asked about every call.
    if (!CallingError.is(error) || error.code !== "store-unavailable") reportError(runtime, "workFailed", error);
  });
  void runtime.busy.add(asked);
}

async function ask({ runtime, holders }: Instance, key: string): Promise<void> {
  const now = runtime.clock.now();
  const here = holders.get(key);
  if (here) {
    if (!askedLately(here.record, now)) await here.apply(askNow);
    return;
  }
  const stored = await runtime.store.read(key);
  if (stored === undefined) return;
  const record = decodeRecord(stored);
  if (record.state === "disconnected" || askedLately(record, now)) return;
  // Of the same name for all that have reason to in the same moment: the call's holder asks once.
  const id = `ask:${Math.floor(now / askEveryMs)}`;
  await runtime.store.accept(key, [{ id, body: encodeAsk() }], rememberMs);
}
