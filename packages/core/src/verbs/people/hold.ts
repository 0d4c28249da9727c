import type { Who } from "../../adapter/verb-inputs.js";
import type { CallRecord } from "../../record/call-record.js";
import { decodeInput } from "../../record/record-codec.js";
import { CallingError } from "../../words/calling-error.js";
import { describeParty, partyKey } from "../../words/to-party.js";
import { aboutParticipant } from "./about-participant.js";

const ofBot = "Nobody has to hold the bot: it is silent while it plays nothing.";

/** A participant hears music, or a prompt again and again, and nobody hears them. */
export const hold = aboutParticipant({
  ...{ name: "hold", needsLine: true, ofBot },
  instead: "Play something to them alone, again and again: call.play(prompt, { to, loop: true }).",
  figures: ({ holds }) => ({ atOnce: holds }),
  refuse({ adapter, record }, who) {
    const name = describeParty(who.party);
    if (isOnHold(record, who))
      throw conflict("hold", `${name} is on hold already`, "Take it back with call.unhold() first.");
    const coming = record.operations.flatMap(({ verb, request }) =>
      verb === "hold" && request ? [decodeInput(verb, request).who] : [],
    );
    if (coming.some((other) => isSame(other, who)))
      throw conflict("hold", `${name} is being put on hold already`, "Await that operation.");
    const { holds } = adapter.limits;
    if (holds === undefined || (record.held?.length ?? 0) + coming.length < holds) return;
    const most = holds === 1 ? "one participant" : `${holds} participants`;
    throw conflict("hold", `${adapter.name} holds ${most} at once`, "Take another hold back with call.unhold() first.");
  },
});

/** A participant is back among the others. */
export const unhold = aboutParticipant({
  ...{ name: "unhold", needsLine: true, ofBot },
  instead: "Where there is no hold, there is nothing to take back: stop what plays with call.cancelMedia().",
  refuse({ record }, who) {
    if (isOnHold(record, who)) return;
    throw conflict(
      "unhold",
      `${describeParty(who.party)} is not on hold`,
      "Await call.hold() first; onHold in call.participants() says who is.",
    );
  },
});

function isOnHold({ participants, held = [] }: CallRecord, who: Who): boolean {
  if (held.includes(who.id ?? "") || held.includes(partyKey(who.party))) return true;
  return participants.some(({ id, onHold }) => id === who.id && onHold === true);
}

function isSame(a: Who, b: Who): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return partyKey(a.party) === partyKey(b.party);
}

function conflict(verb: string, what: string, hint: string): CallingError {
  return new CallingError("conflict", `${verb}: ${what}`, { verb, hint });
}
