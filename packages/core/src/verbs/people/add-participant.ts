import type { CallActor } from "../../actor/call-actor.js";
import type { AnyAdapter } from "../../adapter/composite.js";
import type { VerbInputs } from "../../adapter/verb-inputs.js";
import type { Json } from "../../base/json.js";
import { createOperation, type Operation } from "../../interface/operation.js";
import type { AddParticipantOptions } from "../../interface/verb-options.js";
import { callVerb } from "../../operations/call-verb.js";
import { checkRequest, type KnownCall, type VerbFacts } from "../../operations/check-verb.js";
import { joinOperation, type Plan, runOperation } from "../../operations/run-operation.js";
import { decodeInput } from "../../record/record-codec.js";
import { takenBack } from "../../reduce/people.js";
import type { Turn } from "../../reduce/turn.js";
import { CallingError } from "../../words/calling-error.js";
import type { Participant } from "../../words/inputs-and-results.js";
import type { Party, PartyLike } from "../../words/party.js";
import { describeParty, partyKey, toParty } from "../../words/to-party.js";
import { takeBack } from "./cancel-add-participant.js";
import { type Move, prepareMove, type ReplacedCall, readReplaced, staysThere } from "./replaced-call.js";
import { checkRing, ringWarnings } from "./ringing.js";
import { isParticipant, named } from "./who.js";

/** As long as most telephones ring, where nobody says how long, ms. */
const usualRingMs = 60_000;
/** For the request and for the provider to report the outcome, ms. */
const graceMs = 15_000;

const facts: VerbFacts<"addParticipant"> = {
  ...{ name: "addParticipant", needsLine: true, dials: true },
  instead: "Transfer the other side with call.transfer(), or call them with calling.create().",
  figures: ({ addParticipantRingMs }) => ({
    leastRingMs: addParticipantRingMs?.min,
    mostRingMs: addParticipantRingMs?.max,
  }),
};

export interface AddInput extends Omit<VerbInputs["addParticipant"], "replaces"> {
  readonly replaces?: ReplacedCall;
}

/** Calls somebody into the call, or has them come over from another one. */
export const addParticipant = callVerb({
  ...facts,
  read(call, to: PartyLike, options: AddParticipantOptions<AnyAdapter> = {}) {
    const { from, ringMs, replaces } = options;
    checkRing(call, ringMs);
    const input: AddInput = {
      to: toParty(to),
      ...(from === undefined ? {} : { from: toParty(from) }),
      ...(ringMs === undefined ? {} : { ringMs }),
      ...(replaces === undefined ? {} : { replaces: readReplaced(call, replaces) }),
    };
    return { input, options };
  },
  check: (call, { input, options }) => void checkRequest(call, { verb: facts, input: requestOf(call, input), options }),
  perform(actor, { id, input, options }) {
    let canceled = false;
    const request = requestOf(actor, input);
    // Where the provider takes no time, they ring for as long as it lets them.
    const withinMs = (request.ringMs ?? usualRingMs) + graceMs;
    const replaces = input.replaces ? { replaces: input.replaces } : {};
    const move: Move = { verb: "addParticipant", operation: id, to: input.to, withinMs, ...replaces };
    const plan: Plan<"addParticipant", Participant> = {
      ...{ verb: facts, input: request, options, goesOn: true },
      warnings: ringWarnings(actor, input),
      timeoutMs: withinMs,
      prepare: () => prepareMove(actor, move),
      begin(turn) {
        if (canceled) throw canceledError();
        requireNotRinging(turn, input.to);
      },
      yield: ({ value }) => readParticipant(value),
      cancel(operation) {
        canceled = true;
        return takeBack(actor, operation);
      },
    };
    const orphan = orphanedInvitation(actor, plan.input);
    if (orphan !== undefined) return joinOperation(actor, orphan, plan);
    const there = input.replaces ? undefined : named(actor, input.to)[0];
    if (there) return isThere(actor, plan, id, there);
    const operation = runOperation(actor, plan, id);
    operation.catch(() => staysThere(actor, move)).catch(() => {});
    return operation;
  },
  readResult: readParticipant,
  elsewhere: { patienceMs: 90_000 },
});

/** The request as the adapter is asked for it: with a time only if its provider takes one. */
function requestOf({ adapter }: KnownCall, { ringMs, replaces, ...input }: AddInput): VerbInputs["addParticipant"] {
  return {
    ...input,
    ...(ringMs === undefined || !adapter.limits.addParticipantRingMs ? {} : { ringMs }),
    ...(replaces === undefined ? {} : { replaces: { providerCallId: replaces.providerCallId } }),
  };
}

/** They are on the call: nobody is called a second time. */
function isThere(
  actor: CallActor,
  plan: Plan<"addParticipant", Participant>,
  id: string,
  there: Participant,
): Operation<Participant> {
  checkRequest(actor, plan);
  return createOperation<Participant>(
    id,
    (controls) => {
      controls.accept({ warnings: [`to: ${describeParty(plan.input.to)} is on the call already; nobody was called`] });
      controls.complete(there);
    },
    async () => {},
  );
}

/** The same invitation, under way since an instance before this one: asked again, it is awaited and not made twice. */
function orphanedInvitation(actor: CallActor, { to, replaces }: VerbInputs["addParticipant"]): string | undefined {
  return invitations(actor, to).find(
    ({ id, asked }) => !actor.waiters.has(id) && asked.replaces?.providerCallId === replaces?.providerCallId,
  )?.id;
}

/** @throws CallingError `conflict`. */
function requireNotRinging(turn: Turn, to: Party): void {
  if (invitations(turn, to).length === 0) return;
  throw new CallingError("conflict", `addParticipant: ${describeParty(to)} is being called already`, {
    verb: "addParticipant",
    hint: "Await that operation, or cancel it.",
  });
}

/** Those of this party that are under way. */
function invitations({ record }: Pick<Turn, "record">, to: Party) {
  return record.operations.flatMap(({ id, verb, request }) => {
    if (verb !== "addParticipant" || !request) return [];
    const asked = decodeInput(verb, request);
    return partyKey(asked.to) === partyKey(to) ? [{ id, asked }] : [];
  });
}

/** It was canceled before anything was sent. */
function canceledError(): CallingError {
  const { code, message, reason } = takenBack.error;
  return new CallingError(code, message, { verb: "addParticipant", reason });
}

/** Who came, as it was written here or by the instance that has the call. */
function readParticipant(value: Json | undefined): Participant {
  if (isParticipant(value)) return value;
  throw new CallingError("operation-failed", "addParticipant: the provider does not say who came", {
    verb: "addParticipant",
    hint: "Look for them with call.participants().",
  });
}
