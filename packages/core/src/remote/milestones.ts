import type { Runtime } from "../actor/runtime.js";
import type { CallRecord } from "../record/call-record.js";
import { decodeError, encodeEnd } from "../record/error-codec.js";
import type { CallingError } from "../words/calling-error.js";
import type { EndReason } from "../words/end-reason.js";
import { followEnd, followRecord, forgotten } from "./follow-record.js";
import type { RemoteTarget } from "./send-command.js";

/** The milestones of a call that another instance holds. Nobody looks at the store before somebody asks. */
export interface Milestones {
  connected(): Promise<void>;
  admitted(): Promise<void>;
  ended(): Promise<EndReason>;
  signal(): AbortSignal;
}

export function milestones(runtime: Runtime, target: RemoteTarget): Milestones {
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => {
      made ??= quiet(make());
      return made;
    };
  };
  const ended = once(() => followEnd(runtime, target.key, { seen: target.seen }));
  const abort = new AbortController();
  const watchEnd = once(async () => {
    const reason = await ended();
    abort.abort(callEnded(reason, target));
  });
  return {
    ended,
    connected: once(() => reach(runtime, target, (record) => record.wasConnected)),
    admitted: once(() => reach(runtime, target, isAdmitted)),
    signal() {
      void watchEnd();
      return abort.signal;
    },
  };
}

async function reach(runtime: Runtime, target: RemoteTarget, there: (record: CallRecord) => boolean): Promise<void> {
  await follow(runtime, target, (record) => {
    if (record && there(record)) return true;
    if (!record || record.end) throw callEnded(record?.end ?? forgotten, target);
    return undefined;
  });
}

function follow<T>(
  runtime: Runtime,
  { key, seen }: RemoteTarget,
  read: (record: CallRecord | undefined) => T | undefined,
): Promise<T> {
  return followRecord(runtime, key, (record) => {
    if (record) seen?.(record);
    return read(record);
  });
}

function isAdmitted(record: CallRecord): boolean {
  const rosterKnown = !record.group || record.participants.length > 0;
  return record.wasConnected && rosterKnown && !record.inLobby;
}

function callEnded(reason: EndReason, { ref }: RemoteTarget): CallingError {
  return decodeError(encodeEnd(reason), { callRef: ref });
}

/** Nobody has to wait for it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
