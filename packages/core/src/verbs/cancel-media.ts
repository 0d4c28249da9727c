import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { VerbOptions } from "../interface/verb-options.js";
import { checkRequest, type VerbFacts } from "../operations/check-verb.js";
import { runOperation } from "../operations/run-operation.js";
import { finishCollect } from "../reduce/collect.js";
import { stopRows } from "../reduce/prompt-row.js";
import { callVerb, readDone } from "./call-verb.js";

const timeoutMs = 10_000;

const facts: VerbFacts<"cancelMedia"> = { name: "cancelMedia", needsLine: true };

/** Stops everything that plays, waits, is being sent or collected on the call. */
export const cancelMedia = callVerb({
  ...facts,
  read: (_call, options: VerbOptions<AnyAdapter, "cancelMedia"> = {}) => ({ input: {}, options }),
  check: (call, given) => void checkRequest(call, { verb: facts, ...given }),
  perform(actor, { id, input, options }) {
    const stopping = runOperation(
      actor,
      {
        verb: facts,
        input,
        options,
        timeoutMs,
        begin(turn) {
          actor.lane.drop();
          stopRows(turn);
          finishCollect(turn, "canceled", turn.own());
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
    input: {},
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
