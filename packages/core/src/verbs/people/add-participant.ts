import type { AnyAdapter } from "../../adapter/composite.js";
import type { VerbInputs } from "../../adapter/verb-inputs.js";
import type { Json } from "../../base/json.js";
import type { AddParticipantOptions } from "../../interface/verb-options.js";
import { callVerb } from "../../operations/call-verb.js";
import { checkRequest, type KnownCall, type VerbFacts } from "../../operations/check-verb.js";
import { runOperation } from "../../operations/run-operation.js";
import { CallingError } from "../../words/calling-error.js";
import type { Participant } from "../../words/inputs-and-results.js";
import type { PartyLike } from "../../words/party.js";
import { toParty } from "../../words/to-party.js";
import { checkMs } from "../../words/validate.js";
import { isParticipant } from "./who.js";

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

/** Calls somebody into the call, or has them come over from another one. */
export const addParticipant = callVerb({
  ...facts,
  read(call, to: PartyLike, options: AddParticipantOptions<AnyAdapter> = {}) {
    const { from, ringMs, replaces } = options;
    checkRing(call, ringMs);
    const input: VerbInputs["addParticipant"] = {
      to: toParty(to),
      ...(from === undefined ? {} : { from: toParty(from) }),
      ...(ringMs === undefined ? {} : { ringMs }),
      ...(replaces === undefined ? {} : { replaces: replacedCall(replaces) }),
    };
    return { input, options };
  },
  check: (call, { input, options }) => void checkRequest(call, { verb: facts, input: requestOf(call, input), options }),
  perform: (actor, { id, input, options }) =>
    runOperation(
      actor,
      {
        ...{ verb: facts, input: requestOf(actor, input), options },
        warnings: ringWarnings(actor, input),
        timeoutMs: (input.ringMs ?? usualRingMs) + graceMs,
        yield: ({ value }) => readParticipant(value),
        cancel: async () => {},
      },
      id,
    ),
  readResult: readParticipant,
  elsewhere: { patienceMs: 90_000 },
});

/** @throws CallingError `invalid-request` for a time that the provider does not take. */
function checkRing({ adapter }: KnownCall, ringMs: number | undefined): void {
  const about = { provider: adapter.name, verb: "addParticipant" };
  checkMs("addParticipant: ringMs", ringMs, about);
  const range = adapter.limits.addParticipantRingMs;
  if (ringMs === undefined || !range || (ringMs >= range.min && ringMs <= range.max)) return;
  const message = `addParticipant: ringMs is ${ringMs}; ${adapter.name} takes ${range.min} to ${range.max}`;
  throw new CallingError("invalid-request", message, {
    ...about,
    hint: "Leave ringMs out for the provider's own time.",
  });
}

/** The adapter is given a time only if its provider takes one. */
function requestOf({ adapter }: KnownCall, input: VerbInputs["addParticipant"]): VerbInputs["addParticipant"] {
  if (adapter.limits.addParticipantRingMs) return input;
  const { ringMs: _, ...request } = input;
  return request;
}

function ringWarnings({ adapter }: KnownCall, { ringMs }: VerbInputs["addParticipant"]): readonly string[] {
  if (ringMs === undefined || adapter.limits.addParticipantRingMs) return [];
  return [`ringMs: ${adapter.name} takes no such time; they ring for as long as it lets them`];
}

/** @throws CallingError `conflict` when the call that they are on has no id at the provider yet. */
function replacedCall({ providerCallId }: NonNullable<AddParticipantOptions<AnyAdapter>["replaces"]>): {
  readonly providerCallId: string;
} {
  if (providerCallId !== undefined) return { providerCallId };
  throw new CallingError("conflict", "addParticipant: the provider has given the call to be replaced no id yet", {
    verb: "addParticipant",
    hint: "Await its `connected` first.",
  });
}

/** Who came, as it was written here or by the instance that has the call. */
function readParticipant(value: Json | undefined): Participant {
  if (isParticipant(value)) return value;
  throw new CallingError("operation-failed", "addParticipant: the provider does not say who came", {
    verb: "addParticipant",
    hint: "Look for them with call.participants().",
  });
}
