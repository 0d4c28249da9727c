import { reportError } from "../events/report-error.js";
import { decodeRecord, encodeAsk } from "../record/record-codec.js";
import { askEveryMs, askedLately, askNow } from "../reduce/ask.js";
import { insist, isStoreAway } from "../store/insist.js";
import { CallingError } from "../words/calling-error.js";
import type { CallActors } from "./call-actors.js";
import type { Runtime } from "./runtime.js";

interface Instance {
  readonly runtime: Runtime;
  readonly actors: Pick<CallActors, "get">;
}

/** How long the store keeps the request where no record of the call says otherwise, ms. */
const rememberMs = 60_000;

/** Calls that are to be asked about once the store answers, and how many at the most: the rest is found by the regular question. */
const waiting = new WeakMap<Runtime, Set<string>>();
const mostWaiting = 1000;

/**
 * Has the provider asked about a call now, in the background, by whichever instance has the call: where news of it did not get through,
 * or cannot be believed. As often as you like: one call is asked about twice in `askEveryMs` at the most, and the last time comes after
 * the last reason to. Where there is no such call, or it is over, nothing is done. A store that does not answer is waited for: what was
 * refused because of it may have come to another instance than the one that has the call, and that one may have noticed nothing.
 */
export function askProvider({ runtime, actors }: Instance, key: string): void {
  const asked = ask({ runtime, actors }, key).catch((error: unknown) => {
    if (!isStoreAway(error)) return reportError(runtime, "workFailed", error);
    askLater({ runtime, actors }, key).catch((failure: unknown) => {
      if (!runtime.closed.over) reportError(runtime, "workFailed", failure);
    });
  });
  void runtime.busy.add(asked);
}

/** One loop for all: an outage is no time to ask the store for each call again and again. */
async function askLater(instance: Instance, key: string): Promise<void> {
  const { runtime } = instance;
  const keys = waiting.get(runtime) ?? new Set();
  waiting.set(runtime, keys);
  const underWay = keys.size > 0;
  if (keys.size < mostWaiting) keys.add(key);
  if (underWay) return;
  // A call that cannot be asked about does not keep the others waiting.
  const askAll = async () => {
    for (const one of keys) {
      await ask(instance, one).catch((error: unknown) => {
        if (isStoreAway(error)) throw error;
        reportError(runtime, "workFailed", error);
      });
      keys.delete(one);
    }
  };
  await insist(askAll, { clock: runtime.clock, vain: () => runtime.closed.over }).finally(() => keys.clear());
}

async function ask({ runtime, actors }: Instance, key: string): Promise<void> {
  const now = runtime.clock.now();
  const here = actors.get(key);
  if (here) {
    if (!askedLately(here.record, now)) await here.apply(askNow).catch(unlessOver);
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

/** The call ended, or another instance took it, before its turn came: nothing is left to be asked here. */
function unlessOver(error: unknown): void {
  if (!CallingError.is(error) || (error.code !== "call-ended" && error.code !== "superseded")) throw error;
}
