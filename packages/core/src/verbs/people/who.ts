import type { Who } from "../../adapter/verb-inputs.js";
import type { KnownCall } from "../../operations/check-verb.js";
import type { CallRecord } from "../../record/call-record.js";
import { CallingError } from "../../words/calling-error.js";
import type { Participant, ParticipantLike } from "../../words/inputs-and-results.js";
import type { Party } from "../../words/party.js";
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

/** What is known of the call that somebody is looked for on. */
export type KnownPeople = Pick<KnownCall, "adapter"> & {
  readonly record: Pick<CallRecord, "participants" | "arrived">;
};

/** Those on the call: the roster, and those who were added since. */
function peopleOf({ record: { participants, arrived = [] } }: KnownPeople): readonly Participant[] {
  return [...participants, ...arrived];
}

/** Those on the call of this name. */
export function named(call: KnownPeople, party: Party): readonly Participant[] {
  return peopleOf(call).filter((one) => partyKey(one.party) === partyKey(party));
}

/**
 * The participant who is meant, as the provider is asked about them. Before the first roster a party is taken at its word. Pure.
 * @param ofBot what to do instead where it is the bot itself.
 * @throws CallingError `not-found` when nobody on the call is meant; `conflict` when two are; `invalid-request` when the bot itself is.
 */
export function findWho(call: KnownPeople, verb: string, asked: Who, ofBot: string): Who {
  const { id, party } = asked;
  const meant = meantBy(call, asked);
  const [one, another] = meant;
  if (one?.self || (!one && isBot(call, party)))
    throw new CallingError("invalid-request", `${verb}: that is the bot itself`, { verb, hint: ofBot });
  if (one && !another) return { party: one.party, id: one.id };
  const name = describeParty(party);
  if (one)
    throw new CallingError("conflict", `${verb}: ${name} is on the call ${meant.length} times`, {
      verb,
      hint: "Give the Participant that you mean: see call.participants().",
    });
  if (id === undefined && call.record.participants.length === 0) return asked;
  throw new CallingError("not-found", `${verb}: ${name} is not on the call`, {
    verb,
    hint: "See call.participants() for who is.",
  });
}

/** An id that is the party's own key is that of somebody whom no roster had shown. */
function meantBy(call: KnownPeople, { id, party }: Who): readonly Participant[] {
  const byId = peopleOf(call).filter((one) => one.id === id);
  return byId.length > 0 || (id !== undefined && id !== partyKey(party)) ? byId : named(call, party);
}

function isBot({ adapter: { self } }: KnownPeople, party: Party): boolean {
  return self !== undefined && partyKey(self) === partyKey(party);
}
