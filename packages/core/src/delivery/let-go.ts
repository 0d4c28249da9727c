import { applyEventually, confirmHeld } from "../actor/around-requests.js";
import type { CallActor } from "../actor/call-actor.js";
import { reportError } from "../events/report-error.js";
import { contextOf, requestMs } from "../operations/request-on-call.js";
import { send } from "../operations/send.js";
import { closeOperation } from "../reduce/finish-operation.js";
import { partiesOf } from "../telemetry/telemetry.js";
import { verbTable } from "../verbs/verb-table.js";

/**
 * Hangs up a line that nobody serves: its call was given up here before the provider told its id. The hang-up stays on record until it is
 * done, so that an instance which dies over it leaves it to the next.
 */
export async function letGo(actor: CallActor): Promise<void> {
  const { instance, adapter, record } = actor;
  const pending = record.operations.find(({ verb }) => verb === "hangUp");
  const { hangUp } = adapter.verbs;
  if (!pending) return;
  instance.telemetry.log("lineLeft", { callRef: actor.ref, ...partiesOf(instance.telemetry, record) });
  const context = contextOf(actor, pending.id, pending.startedAt);
  const until = instance.clock.now() + requestMs;
  // As if sent before: a line that is gone is what was wanted.
  const bounds = { clock: instance.clock, until, repeated: true, confirm: () => confirmHeld(actor) };
  try {
    if (hangUp)
      await send(hangUp, { everyone: false }, context, undefined, { adapter, facts: verbTable.hangUp, ...bounds });
  } catch (error) {
    reportError(instance, "workFailed", error, actor);
  }
  await applyEventually(actor, (turn) => void closeOperation(turn, pending.id, { outcome: "completed" }, turn.own()));
}
