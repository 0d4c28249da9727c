import type { Who } from "../../adapter/verb-inputs.js";
import type { KnownCall } from "../../operations/check-verb.js";
import { CallingError } from "../../words/calling-error.js";
import type { Participant, ParticipantLike } from "../../words/inputs-and-results.js";
import { describeParty, partyKey, toParty } from "../../words/to-party.js";

/** Reads whom the bot means: that very participant, or the one of that name. @throws CallingError `invalid-request`. */
export function readWho(who: ParticipantLike): Who {
  return isParticipant(who) ? { party: toParty(who.party), id: who.id } : { party: toParty(who) };
}

/** A party has no party of its own. */
export function isParticipant(value: unknown): value is Participant {
  if (typeof value !== "object" || value === null) return false;
  return "party" in value && "id" in value && typeof value.id === "string";
}

/**
 * The participant who is meant, by the roster of the call. Before the first roster a party is taken at its word. Pure.
 * @throws CallingError `not-found` when nobody on the call is meant; `conflict` when two are.
 */
export function findWho({ record }: Pick<KnownCall, "record">, verb: string, asked: Who): Who {
  const { participants } = record;
  if (participants.length === 0 && asked.id === undefined) return asked;
  const meant = participants.filter(({ id, party }) =>
    asked.id === undefined ? partyKey(party) === partyKey(asked.party) : id === asked.id,
  );
  const [one, another] = meant;
  if (one && !another) return { party: one.party, id: one.id };
  const name = describeParty(asked.party);
  if (one)
    throw new CallingError("conflict", `${verb}: ${name} is on the call ${meant.length} times`, {
      verb,
      hint: "Give the Participant that you mean: see call.participants().",
    });
  throw new CallingError("not-found", `${verb}: ${name} is not on the call`, {
    verb,
    hint: "See call.participants() for who is.",
  });
}
