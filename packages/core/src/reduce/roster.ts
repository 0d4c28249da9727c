import { operationOf } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";
import type { Participant } from "../words/inputs-and-results.js";
import { partyKey } from "../words/to-party.js";
import type { Cause, Turn } from "./turn.js";

/**
 * The roster as the bot sees it: which participant is the bot itself, and who is on hold. On hold are those whom core has put there, and those of whom the
 * provider says so; but while something plays to some alone, a provider may call the others on hold, and they are not.
 */
export function readRoster(turn: Turn, participants: readonly Participant[]): readonly Participant[] {
  const own = ownIn(turn, participants);
  const apart = playsToSome(turn);
  return participants.map((participant) => {
    const { onHold: said, self, ...known } = participant;
    const held = isHeldByUs(turn, participant);
    const onHold = held || (apart && said ? false : said);
    return {
      ...known,
      ...(self || participant === own ? { self: true } : {}),
      ...(onHold === undefined ? {} : { onHold }),
    };
  });
}

/** The bot: by the adapter's word, the provider's id of it, or as the only participant of the bot's name. */
function ownIn({ record, rules }: Turn, participants: readonly Participant[]): Participant | undefined {
  const said = participants.find(({ self, id }) => self || (id === record.participantId && id !== ""));
  const { self } = rules.adapter;
  if (said || !self) return said;
  const [named, another] = participants.filter(({ party }) => partyKey(party) === partyKey(self));
  return another ? undefined : named;
}

function playsToSome({ record }: Turn): boolean {
  return record.operations.some(
    ({ verb, request }) => verb === "play" && request && (decodeInput("play", request).to?.length ?? 0) > 0,
  );
}

function isHeldByUs({ record }: Turn, { id, party }: Participant): boolean {
  const { held = [] } = record;
  return held.includes(id) || held.includes(partyKey(party));
}

/** Keeps a roster. One that says nothing new has no effect. */
export function changeRoster(turn: Turn, participants: readonly Participant[], cause: Cause): void {
  if (same(turn.record.participants, participants)) return;
  turn.set({ participants });
  turn.emit({ type: "participants-changed", participants }, cause);
}

/** Compared as JSON, since the members are written in a fixed order. */
function same(a: readonly Participant[], b: readonly Participant[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}

/** What core itself has changed about a participant shows in the roster at once, whether or not the provider reports it. */
export function noteHold(turn: Turn, operation: string, cause: Cause): void {
  const { verb, request } = operationOf(turn.record.operations, operation) ?? {};
  if ((verb !== "hold" && verb !== "unhold") || !request) return;
  const { party, id } = decodeInput(verb, request).who;
  const keys = [partyKey(party), ...(id === undefined ? [] : [id])];
  const others = (turn.record.held ?? []).filter((key) => !keys.includes(key));
  turn.set({ held: verb === "hold" ? [...others, id ?? partyKey(party)] : others });
  const participants = turn.record.participants.map((participant) => {
    const meant = id === undefined ? partyKey(participant.party) === partyKey(party) : participant.id === id;
    return meant ? withHold(participant, verb === "hold" || (tellsHolds(turn) ? false : undefined)) : participant;
  });
  changeRoster(turn, participants, { ...cause, id: `operation:${operation}` });
}

function withHold({ onHold: _, ...participant }: Participant, onHold: boolean | undefined): Participant {
  return onHold === undefined ? participant : { ...participant, onHold };
}

/** Whether the provider's rosters say who is on hold. */
function tellsHolds({ rules }: Turn): boolean {
  return rules.adapter.verbs.hold?.completes === "roster";
}

/** Those who were on hold and are on the call no more are forgotten, and so are those whom the provider itself has taken off hold. */
export function forgetHolds(turn: Turn, participants: readonly Participant[]): void {
  const { held, arrived = [] } = turn.record;
  if (!held?.length) return;
  const there = participants.filter(({ onHold }) => !(tellsHolds(turn) && onHold === false));
  turn.set({ held: [...there, ...arrived].filter((one) => isHeldByUs(turn, one)).map(({ id }) => id) });
}
