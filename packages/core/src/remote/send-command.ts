import type { Runtime } from "../actor/runtime.js";
import { steady } from "../base/clock.js";
import type { Json } from "../base/json.js";
import { createOperation, type Operation } from "../interface/operation.js";
import { requestMs } from "../operations/send-for.js";
import type { CallRecord } from "../record/call-record.js";
import type { Command, CommandOutcome, Wish } from "../record/command.js";
import { decodeError, encodeEnd } from "../record/error-codec.js";
import { encodeCommand } from "../record/record-codec.js";
import { insist } from "../store/insist.js";
import { traceNow } from "../telemetry/trace-parent.js";
import { CallingError, type CallingErrorDetails } from "../words/calling-error.js";
import { followRecord } from "./follow-record.js";

/** How long a verb waits for a store that does not answer, ms: as long as on the instance that has the call. */
export const storeMs = requestMs;
/** Entries of a call that is not there are of no use for longer. */
const rememberMs = 60_000;

/** The call that a wish is about, and what its errors say. */
export interface RemoteTarget {
  readonly key: string;
  readonly provider: string;
  readonly ref: string;
  /** What the instance that has the call wrote last. */
  readonly seen?: (record: CallRecord) => void;
}

/** How a wish is waited for. */
export interface Waiting<T> {
  /** After this much silence nobody can say what became of it, ms. `undefined`: for ever. */
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** What the operation yields. */
  readonly yield: (value: Json) => T;
  /** What it yields when the call is over and no outcome was written; `undefined` where that is a failure. */
  readonly ended: (record: CallRecord) => T | undefined;
}

/**
 * Has the call's holder do something, wherever it is. The entry is what counts: it is done once, whichever instance has the call then.
 * @param make makes the wish. What it throws is the failure of the operation.
 */
export function sendCommand<T>(
  runtime: Runtime,
  target: RemoteTarget,
  verb: string,
  make: () => Wish,
  waiting: Waiting<T>,
): Operation<T> {
  const { key } = target;
  const about = { provider: target.provider, verb, callRef: target.ref };
  const id = runtime.newId();
  const trace = traceNow();
  const clock = steady(runtime.clock);
  const enter = (entry: Wish & { readonly id: string }, vain = () => false) => {
    const command: Command = { ...entry, kind: "command", trace };
    const entries = [{ id: `command:${command.id}`, body: encodeCommand(command) }];
    const until = clock.now() + storeMs;
    return insist(() => runtime.store.accept(key, entries, rememberMs), { clock, until, vain });
  };
  const cancel = async () => {
    await enter({ verb: "cancel", of: id, id: runtime.newId() });
  };
  return createOperation<T>(
    id,
    async (controls) => {
      const { signal } = waiting;
      signal?.throwIfAborted();
      const wish = attempt(make, about);
      // Where the record is lost, no instance knows what the wish is about: it waits until the record is there again.
      await followRecord(runtime, key, (record) => present(record, about), { storeMs, signal });
      const patience = new AbortController();
      let stop = () => {};
      const abort = () => {
        patience.abort(signal?.reason);
        cancel().catch(() => {});
      };
      signal?.addEventListener("abort", abort, { once: true });
      try {
        await enter({ ...wish, id }, () => signal?.aborted === true).catch((error: unknown) => {
          signal?.throwIfAborted();
          throw error;
        });
        if (waiting.timeoutMs !== undefined)
          stop = runtime.clock.setTimer(waiting.timeoutMs, () => patience.abort(silence(about)));
        let over = false;
        const read = (record: CallRecord | undefined) => {
          if (record) target.seen?.(record);
          const found = outcomeIn(record, id, waiting, about);
          if (found !== undefined || over) return found ?? endedIn(record, waiting, about);
          // What became of it may be written right after the end: so there is one more look.
          over = record?.end !== undefined;
          return undefined;
        };
        controls.complete(await followRecord(runtime, key, read, { signal: patience.signal }));
      } finally {
        if (bearsKeys(wish)) runtime.busy.add(acknowledge(runtime, key, id)).catch(() => {});
        stop();
        signal?.removeEventListener("abort", abort);
      }
    },
    cancel,
  );
}

/** Whether keys are in what becomes of it. They are not to lie in a store longer than they are of use. */
function bearsKeys({ verb }: Wish): boolean {
  return verb === "collectDtmf" || verb === "sendDtmf";
}

/** Lets the call's holder drop what became of a command. When it fails, that goes with the call. */
function acknowledge(runtime: Runtime, key: string, id: string): Promise<number> {
  const entry = { id: `ack:${id}`, body: encodeCommand({ kind: "ack", of: id }) };
  return runtime.store.accept(key, [entry], rememberMs);
}

function attempt<T>(make: () => T, about: CallingErrorDetails): T {
  try {
    return make();
  } catch (error) {
    throw CallingError.is(error) ? error.about(about) : error;
  }
}

function outcomeIn<T>(
  record: CallRecord | undefined,
  id: string,
  waiting: Waiting<T>,
  about: CallingErrorDetails,
): T | undefined {
  const outcome = present(record, about).outcomes?.find((one) => one.id === id);
  return outcome && read(outcome, waiting, about);
}

/** What a call that is over says of a verb of which nothing was written. */
function endedIn<T>(record: CallRecord | undefined, waiting: Waiting<T>, about: CallingErrorDetails): T | undefined {
  if (!record?.end) return undefined;
  const value = waiting.ended(record);
  if (value === undefined) throw decodeError(encodeEnd(record.end), about);
  return value;
}

/** @throws CallingError `not-found`. */
export function present(record: CallRecord | undefined, about: CallingErrorDetails): CallRecord {
  if (!record) throw new CallingError("not-found", "the call is forgotten", about);
  return record;
}

function read<T>({ error, value }: CommandOutcome, waiting: Waiting<T>, about: CallingErrorDetails): T {
  if (error) throw decodeError(error, about);
  return waiting.yield(value ?? null);
}

function silence(about: CallingErrorDetails): CallingError {
  const message = `${about.verb}: the instance that has the call did not say what became of it`;
  return new CallingError("outcome-unknown", message, {
    ...about,
    hint: "It may have died over it: look at the call with snapshot() before you try again.",
  });
}
