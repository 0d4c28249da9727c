import type { CallActor } from "../../actor/call-actor.js";
import type { AnyAdapter } from "../../adapter/composite.js";
import type { VerbInputs } from "../../adapter/verb-inputs.js";
import type { VerbOptions } from "../../interface/verb-options.js";
import { callVerb, readDone } from "../../operations/call-verb.js";
import { checkRequest, type VerbFacts } from "../../operations/check-verb.js";
import { runOperation } from "../../operations/run-operation.js";
import type { CallRecord } from "../../record/call-record.js";
import { finishCollect } from "../../reduce/collect.js";
import { nativeUnderWay, stopNative } from "../../reduce/native-collect.js";
import { stopRows } from "../../reduce/prompt-row.js";

const timeoutMs = 10_000;

const facts: VerbFacts<"cancelMedia"> = { name: "cancelMedia", needsLine: true };

/** Stops everything that plays, waits, is being sent or collected on the call. */
export const cancelMedia = callVerb({
  ...facts,
  read: (_call, options: VerbOptions<AnyAdapter, "cancelMedia"> = {}) => ({ input: {}, options }),
  check: (call, given) => void checkRequest(call, { verb: facts, ...given }),
  perform(actor, { id, options }) {
    const stopping = runOperation(
      actor,
      {
        verb: facts,
        input: toStop(actor.record),
        options,
        timeoutMs,
        begin(turn) {
          actor.lane.drop();
          stopRows(turn);
          const { collect } = turn.record;
          if (collect?.phase === "native") stopNative(turn, collect.operation);
          else finishCollect(turn, "canceled", turn.own());
        },
        yield: ({ warnings }) => ({ warnings }),
        cancel: async () => {},
      },
      id,
    );
    actor.lane.stopping(stopping);
    return stopping;
  },
  readResult: readDone,
  elsewhere: { patienceMs: 30_000 },
});

/** The same as a request of core's own: a prompt gives way, or a key stops it. */
export async function stopMedia(actor: CallActor): Promise<void> {
  const stopping = runOperation(actor, {
    verb: facts,
    input: toStop(actor.record),
    options: {},
    timeoutMs,
    internal: true,
    begin: stopRows,
    yield: () => undefined,
    cancel: async () => {},
  });
  actor.lane.stopping(stopping);
  await stopping;
}

/** The provider may have one way to stop a collection of its own, and another to stop what plays. */
function toStop(record: CallRecord): VerbInputs["cancelMedia"] {
  const native = nativeUnderWay(record);
  if (!native) return {};
  const { id: operationId, providerOperationId } = native;
  return { collecting: providerOperationId === undefined ? { operationId } : { operationId, providerOperationId } };
}
