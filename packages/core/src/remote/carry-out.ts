import { applyInTheEnd } from "../actor/apply-in-the-end.js";
import type { CallActor } from "../actor/call-actor.js";
import { asJson } from "../base/as-json.js";
import type { Json } from "../base/json.js";
import type { Operation } from "../interface/operation.js";
import type { Command, CommandOutcome } from "../record/command.js";
import { encodeSent } from "../record/error-codec.js";
import { writeOutcome } from "../reduce/write-outcome.js";
import { runBelow } from "../telemetry/trace-parent.js";
import { cancelMedia } from "../verbs/cancel-media.js";
import { collectDtmf } from "../verbs/collect-dtmf.js";
import { hangUp } from "../verbs/hang-up.js";
import { play } from "../verbs/play.js";
import { sendDtmf } from "../verbs/send-dtmf.js";
import { transfer } from "../verbs/transfer.js";

/** What commands have begun here, so that a later one can stop it. */
const begun = new WeakMap<CallActor, Map<string, Operation<unknown>>>();

/** Does what another instance wants done on a call that this one holds, and writes what became of it into the record. */
export function carryOut(actor: CallActor, command: Command): void {
  actor.carrying++;
  let carried = false;
  const done = () => {
    if (!carried) actor.carrying--;
    carried = true;
  };
  runBelow(command.trace, () => work(actor, command))
    .then(
      (value): CommandOutcome => ({ id: command.id, value: asJson(value) }),
      (error: unknown): CommandOutcome => ({ id: command.id, error: encodeSent(error) }),
    )
    .then((outcome) =>
      applyInTheEnd(actor, (turn) => {
        done();
        writeOutcome(turn, outcome);
      }),
    )
    // The call is not ours any more: whoever waits reads that off the record.
    .catch(done);
}

async function work(actor: CallActor, command: Command): Promise<unknown> {
  switch (command.verb) {
    case "cancel":
      return begun.get(actor)?.get(command.of)?.cancel();
    case "setData":
      return setData(actor, command.value, command.seen);
    case "hangUp":
      return track(actor, command.id, hangUp(actor, command.options));
    case "transfer":
      return track(actor, command.id, transfer(actor, command.to, command.options));
    case "sendDtmf":
      return track(actor, command.id, sendDtmf(actor, command.dial, command.options));
    case "play":
      return track(actor, command.id, play(actor, command.prompts, command.options));
    case "collectDtmf":
      return track(actor, command.id, collectDtmf(actor, command.options, command.id));
    case "cancelMedia":
      return track(actor, command.id, cancelMedia(actor, command.options));
  }
}

async function track<T>(actor: CallActor, id: string, operation: Operation<T>): Promise<T> {
  const operations = begun.get(actor) ?? new Map<string, Operation<unknown>>();
  begun.set(actor, operations.set(id, operation));
  try {
    return await operation;
  } finally {
    operations.delete(id);
  }
}

/** Yields whether it was written: not when somebody else wrote in between. */
async function setData(actor: CallActor, value: Json, seen: Json): Promise<boolean> {
  let written = false;
  await actor.apply((turn) => {
    written = JSON.stringify(turn.record.data ?? null) === JSON.stringify(seen);
    if (written) turn.set({ data: value });
  });
  return written;
}
