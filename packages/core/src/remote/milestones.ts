import type { EndReason } from "../call/end-reason.js";
import { CallingError } from "../errors/calling-error.js";
import type { Runtime } from "../holder/runtime.js";
import type { CallRecord } from "../record/call-record.js";
import { followRecord } from "./follow-record.js";

/** The milestones of a call that another instance holds. Nobody looks at the store before somebody asks. */
export interface Milestones {
  connected(): Promise<void>;
  admitted(): Promise<void>;
  ended(): Promise<EndReason>;
  signal(): AbortSignal;
}

export function milestones(runtime: Runtime, key: string): Milestones {
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => {
      made ??= quiet(make());
      return made;
    };
  };
  const ended = once(() => followRecord(runtime, key, (record) => (record ? record.end : forgotten)));
  const abort = new AbortController();
  const watchEnd = once(async () => {
    const reason = await ended();
    abort.abort(callEnded(reason));
  });
  return {
    ended,
    connected: once(() => reach(runtime, key, (record) => record.wasConnected)),
    admitted: once(() => reach(runtime, key, isAdmitted)),
    signal() {
      void watchEnd();
      return abort.signal;
    },
  };
}

const forgotten: EndReason = { kind: "unknown", code: 0, subcode: 0, message: "the call is forgotten" };

async function reach(runtime: Runtime, key: string, there: (record: CallRecord) => boolean): Promise<void> {
  await followRecord(runtime, key, (record) => {
    if (record && there(record)) return true;
    if (!record || record.end) throw callEnded(record?.end ?? forgotten);
    return undefined;
  });
}

function isAdmitted(record: CallRecord): boolean {
  const rosterKnown = !record.group || record.participants.length > 0;
  return record.wasConnected && rosterKnown && !record.inLobby;
}

function callEnded(reason: EndReason): CallingError {
  return new CallingError("call-ended", `the call is over: ${reason.kind}`);
}

/** Nobody has to wait for it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
