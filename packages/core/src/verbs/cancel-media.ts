import type { CallActor } from "../actor/call-actor.js";
import type { Operation } from "../interface/operation.js";
import { runOperation } from "../operations/run-operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
import { finishCollect } from "../reduce/finish-collect.js";
import type { Done } from "../words/results.js";

const timeoutMs = 10_000;

/** Stops everything that plays, waits, is being sent or collected on the call. */
export function cancelMedia(actor: CallActor, options: GivenOptions): Operation<Done> {
  const stopping = runOperation(actor, {
    verb: "cancelMedia",
    input: {},
    options,
    timeoutMs,
    begin(turn) {
      actor.lane.drop();
      if (turn.record.collect) finishCollect(turn, "canceled", turn.own());
    },
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  });
  actor.lane.stopping(stopping);
  return stopping;
}

/** The same as an errand of core's own: a prompt that gives way, a key that barges in. */
export async function stopMedia(actor: CallActor): Promise<void> {
  const stopping = runOperation(actor, {
    verb: "cancelMedia",
    input: {},
    options: {},
    timeoutMs,
    internal: true,
    yield: () => undefined,
    cancel: async () => {},
  });
  actor.lane.stopping(stopping);
  await stopping;
}
