import type { Instance } from "../actor/instance.js";
import { steady } from "../base/clock.js";
import { createOperation, type Operation } from "../interface/operation.js";
import type { CallVerb, Task } from "../operations/call-verb.js";
import { type KnownCall, nameError } from "../operations/check-verb.js";
import { requestMs } from "../operations/request-on-call.js";
import type { CallRecord } from "../record/call-record.js";
import type { Command, CommandOutcome } from "../record/command.js";
import { decodeError, encodeEnd } from "../record/error-codec.js";
import { encodeCommand } from "../record/record-codec.js";
import { insist } from "../store/insist.js";
import { traceNow } from "../telemetry/trace-parent.js";
import { verbNames } from "../verbs/verb-table.js";
import { CallingError, type CallingErrorDetails } from "../words/calling-error.js";
import { type FollowPorts, followRecord } from "./follow-record.js";

/** How long a verb waits for a store that does not answer, ms: as long as on the instance that has the call. */
export const storeMs = requestMs;
/** Entries of a call that is not there are of no use for longer. */
const rememberMs = 60_000;
/** What is added to a `timeoutMs` of the bot's, ms: it counts on the instance that has the call, which reports a missed one. */
const graceMs = 20_000;

/** What sending a command needs of the instance. */
export type CommandPorts = FollowPorts & Pick<Instance, "newId" | "inFlight">;

/** A call that another instance holds. */
export interface RemoteTarget extends KnownCall {
  readonly instance: CommandPorts;
  /** The instance that has the call has written this. */
  seen(record: CallRecord): void;
  /** @throws CallingError `not-found`. */
  present(record: CallRecord | undefined, verb?: string): CallRecord;
}

type Sendable<I, T> = Pick<CallVerb<never, I, T>, "name" | "check" | "readResult" | "elsewhere">;

/**
 * Has a verb carried out by the instance that has the call, whichever that is: the entry is carried out once. What that instance would
 * refuse before it sends anything is refused here, as it would refuse it.
 */
export function sendCommand<I, T>(call: RemoteTarget, verb: Sendable<I, T>, task: Task<I>): Operation<T> {
  const { id, input, options } = task;
  const { instance, record } = call;
  const { context, timeoutMs, providerOptions } = options;
  const traveling = {
    ...(context === undefined ? {} : { context }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(providerOptions === undefined ? {} : { providerOptions }),
  };
  const about = { provider: record.provider, verb: verb.name, callRef: call.ref };
  const trace = traceNow();
  const command: Command = { kind: "command", id, verb: verb.name, input, options: traveling, trace };
  const cancel = () =>
    enter(call, { kind: "command", id: instance.newId(), verb: "cancel", input: { of: id }, options: {}, trace });
  return createOperation<T>(
    id,
    async (controls) => {
      const { signal } = options;
      try {
        // Where the record is lost, no instance knows what the command is about: it waits until the record is there again.
        const wait = { storeMs, signal: signal?.aborted ? undefined : signal };
        const present = (now: CallRecord | undefined) => call.present(now, verb.name);
        if (!record.end) call.seen(await followRecord(instance, record.key, present, wait));
        verb.check(call, task);
      } catch (error) {
        throw nameError(error, call, verb.name);
      }
      signal?.throwIfAborted();
      const patience = new AbortController();
      const abort = () => {
        patience.abort(signal?.reason);
        cancel().catch(() => {});
      };
      signal?.addEventListener("abort", abort, { once: true });
      let stop = () => {};
      try {
        await enter(call, command, () => signal?.aborted === true).catch((error: unknown) => {
          signal?.throwIfAborted();
          throw error;
        });
        const patienceMs = patienceOf(call, verb, timeoutMs);
        if (patienceMs !== undefined) stop = instance.clock.setTimer(patienceMs, () => patience.abort(silence(about)));
        const read = outcomeOf(call, id, verb, about, controls.accept);
        controls.complete(await followRecord(instance, record.key, read, { signal: patience.signal }));
      } finally {
        if (verb.elsewhere.bearsKeys) instance.inFlight.add(acknowledge(call, id)).catch(() => {});
        stop();
        signal?.removeEventListener("abort", abort);
      }
    },
    async () => void (await cancel()),
  );
}

/** The instance that has the call waits for the provider as long as the bot or the adapter says, and reports when that time is over. */
function patienceOf<I, T>(
  { adapter }: RemoteTarget,
  { name, elsewhere: { patienceMs } }: Sendable<I, T>,
  timeoutMs: number | undefined,
): number | undefined {
  if (timeoutMs !== undefined) return timeoutMs + graceMs;
  if (patienceMs === undefined) return undefined;
  const verb = verbNames.find((one) => one === name);
  const { completesWithinMs = 0 } = (verb && adapter.verbs[verb]) ?? {};
  return Math.max(patienceMs, completesWithinMs + graceMs);
}

function enter({ instance, record }: RemoteTarget, command: Command, vain = () => false): Promise<number> {
  const clock = steady(instance.clock);
  const entries = [{ id: `command:${command.id}`, body: encodeCommand(command) }];
  const until = clock.now() + storeMs;
  return insist(() => instance.store.accept(record.key, entries, rememberMs), { clock, until, vain });
}

/** Lets the call's instance drop the outcome of a command. When it fails, that goes with the call. */
function acknowledge({ instance, record }: RemoteTarget, id: string): Promise<number> {
  const entry = { id: `ack:${id}`, body: encodeCommand({ kind: "ack", of: id }) };
  return instance.store.accept(record.key, [entry], rememberMs);
}

/** Looks for what became of a command in a record of the call. */
function outcomeOf<I, T>(
  call: RemoteTarget,
  id: string,
  verb: Sendable<I, T>,
  about: CallingErrorDetails,
  accept: (accepted: NonNullable<CommandOutcome["accepted"]>) => void,
): (record: CallRecord | undefined) => T | undefined {
  let over = false;
  return (found) => {
    const record = call.present(found, verb.name);
    call.seen(record);
    const { accepted, value, error } = record.outcomes?.find((one) => one.id === id) ?? {};
    if (error) throw decodeError(error, about);
    if (value !== undefined) return verb.readResult(value);
    if (accepted) accept(accepted);
    if (over && record.end) {
      const yielded = verb.elsewhere.whenEnded?.(record);
      if (yielded === undefined) throw decodeError(encodeEnd(record.end), about);
      return yielded;
    }
    // What became of it may be written right after the end: so there is one more look.
    over = record.end !== undefined;
    return undefined;
  };
}

function silence(about: CallingErrorDetails): CallingError {
  const message = `${about.verb}: the instance that has the call did not say what became of it`;
  return new CallingError("outcome-unknown", message, {
    ...about,
    hint: "It may have died over it: look at the call with snapshot() before you try again.",
  });
}
