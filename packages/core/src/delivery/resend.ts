import type { CallActor } from "../actor/call-actor.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import { reportError } from "../events/report-error.js";
import { nameError, requireVerb, type VerbFacts } from "../operations/check-verb.js";
import { applyEventually, recordAnswer, sendOnCall } from "../operations/request-on-call.js";
import { encodeError } from "../record/error-codec.js";
import { type OperationRecord, operationOf } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";
import { withdrawDecision } from "../reduce/decision.js";
import { endOperation } from "../reduce/end-operation.js";
import { askSoon } from "../reduce/inspection.js";
import { abandonOpening } from "../verbs/open-call.js";
import { verbTable } from "../verbs/verb-table.js";
import { CallingError } from "../words/calling-error.js";

/** Sends a request again that another instance has put on record and may not have sent. Its end is reported as for any other. */
export function resend(actor: CallActor, id: string): void {
  sendRecorded(actor, id, true);
}

/** Sends the decision about an incoming call that no response has taken. */
export function sendDecision(actor: CallActor): void {
  const { decision } = actor.record;
  if (decision) sendRecorded(actor, decision.operation, false);
}

function sendRecorded(actor: CallActor, id: string, repeated: boolean): void {
  const operation = operationOf(actor.record.operations, id);
  // An entry of the inbox has reported its end meanwhile.
  if (!operation) return;
  send(actor, operation, verbTable[operation.verb], repeated).catch((error: unknown) => {
    const expected = CallingError.is(error) && (error.code === "superseded" || error.code === "call-ended");
    if (!expected) reportError(actor.instance, "workFailed", error, actor);
  });
}

async function send<V extends VerbName>(
  actor: CallActor,
  { id, request, startedAt }: OperationRecord,
  facts: VerbFacts<V>,
  repeated: boolean,
): Promise<void> {
  if (!request) return;
  const { name, opens } = facts;
  const verb = requireVerb(actor.adapter, facts);
  const { own } = request;
  try {
    const again = { facts, verb, input: decodeInput(name, request), own, startedAt };
    const taken = await sendOnCall(actor, id, again, { repeated });
    await recordAnswer(actor, id, opens ? { ...taken, done: true } : taken, verb);
  } catch (error) {
    if (actor.life.end.over) throw error;
    if (opens) return void (await abandonOpening(actor, id, error, undefined));
    const failure = encodeError(nameError(error, actor, name));
    await applyEventually(actor, (turn) => {
      endOperation(turn, id, { outcome: "failed", error: failure }, turn.own(id));
      withdrawDecision(turn, id);
      if (failure.code === "call-ended") askSoon(turn);
      else turn.perform("inspect");
    });
  }
}
