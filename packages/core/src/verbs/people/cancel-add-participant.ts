import type { CallActor } from "../../actor/call-actor.js";
import type { VerbInputs } from "../../adapter/verb-inputs.js";
import type { Operation } from "../../interface/operation.js";
import { requirePossible, type VerbFacts } from "../../operations/check-verb.js";
import { runOperation } from "../../operations/run-operation.js";
import { type OperationRecord, operationOf } from "../../record/operation-record.js";
import { decodeInput } from "../../record/record-codec.js";
import { noteTakenBack } from "../../reduce/people.js";
import { CallingError, type ErrorCode } from "../../words/calling-error.js";

/** Stops the ringing of somebody who is being added. Core's own request: `cancel()` of that operation. */
export const cancelAddParticipant: VerbFacts<"cancelAddParticipant"> = {
  name: "cancelAddParticipant",
  needsLine: true,
  instead: "Let them ring until the provider's own time is over, and remove them if they come.",
};

/**
 * Takes an invitation back, as soon as the provider has accepted it. Too late is no failure: the invitation ends by itself.
 * @throws CallingError `unsupported` where the provider cannot do that.
 */
export async function takeBack(actor: CallActor, id: string): Promise<void> {
  requirePossible(actor, cancelAddParticipant);
  const invitation = await accepted(actor, id);
  if (!invitation?.request || invitation.stopping || invitation.awaitsRoster) return;
  const { to } = decodeInput("addParticipant", invitation.request);
  const { providerOperationId } = invitation;
  const input = { operationId: id, to, ...(providerOperationId === undefined ? {} : { providerOperationId }) };
  try {
    await cancel(actor, input);
  } catch (error) {
    if (isTooLate(error) || isOver(actor, id)) return;
    throw error;
  }
  await actor.apply((turn) => noteTakenBack(turn, id));
}

/** The invitation once the provider has accepted it; `undefined` if it is over. */
async function accepted(actor: CallActor, id: string): Promise<OperationRecord | undefined> {
  const known = () => operationOf(actor.record.operations, id);
  if (known()?.accepted === false)
    await new Promise<void>((resolve) => {
      actor.waiters.add(id, { accepted: () => resolve(), ended: () => resolve(), failed: () => resolve() });
    });
  return known();
}

function cancel(actor: CallActor, input: VerbInputs["cancelAddParticipant"]): Operation<void> {
  return runOperation(actor, {
    verb: cancelAddParticipant,
    input,
    options: {},
    timeoutMs: 15_000,
    internal: true,
    yield: () => undefined,
    cancel: async () => {},
  });
}

/** They are on the call already, or the ringing is over: the provider has nothing to cancel. */
const tooLate: readonly ErrorCode[] = ["conflict", "not-found", "operation-failed"];

function isOver({ record }: CallActor, id: string): boolean {
  return operationOf(record.operations, id) === undefined;
}

function isTooLate(error: unknown): boolean {
  return CallingError.is(error) && tooLate.includes(error.code);
}
