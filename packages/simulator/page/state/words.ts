import type { LegView, SoundView } from "../../src/control/protocol.js";
import type { Line } from "./line.js";

type PartyView = LegView["party"];

/** A party in a few words: the number as people write it, or the id. */
export function partyWords(party: PartyView): string {
  if (party.kind === "phone") return phoneWords(party.number);
  return party.kind === "guest" ? party.displayName : party.id;
}

/** `+14255550123` as `+1 425 555 0123`; numbers of other plans, whose grouping differs by place, as they are. */
export function phoneWords(number: string): string {
  const north = /^(\+?1)(\d{3})(\d{3})(\d{4})$/.exec(number);
  return north ? north.slice(1).join(" ") : number;
}

/** `Alice Martin` as `AM`, for the round picture. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => /^\p{L}/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return `${first?.[0] ?? "#"}${last?.[0] ?? ""}`.toUpperCase();
}

export function nameOf(line: Line): string {
  if (line.other) return line.other.displayName;
  const [called] = line.call.to;
  return line.mine.direction === "outgoing" && called ? partyWords(called) : partyWords(line.call.from);
}

/** The number of the other end, or, where that has none, the one that was dialed. */
export function addressOf(line: Line): PartyView | undefined {
  const { other, call, mine } = line;
  if (other?.party.kind === "phone" || mine.direction === "incoming") return other?.party;
  return call.to[0];
}

/** Why a call is over, as the person at this end would say it. */
export function endWords(line: Line): string {
  const { end, direction } = line.mine;
  const they = nameOf(line);
  if (!end) return "Ended";
  switch (end.kind) {
    case "hung-up":
      return end.by === "self" ? "You hung up" : end.by === "other" ? `${they} hung up` : "Ended for everyone";
    case "declined":
      return direction === "incoming" ? "You declined" : `${they} declined`;
    case "busy":
      return direction === "incoming" ? "You were busy" : `${they} was busy`;
    case "no-answer":
      return direction === "incoming" ? "Missed" : "No answer";
    case "canceled":
      return `Missed: ${they} gave up`;
    case "rejected":
      return end.reason === "busy" ? `${they} was busy` : `${they} refused the call`;
    case "removed":
      return "You were removed";
    case "not-admitted":
      return "You were not let in";
    default:
      return OTHER_ENDS[end.kind] ?? end.kind;
  }
}

const OTHER_ENDS: Readonly<Record<string, string>> = {
  unreachable: "Could not be reached",
  "answered-elsewhere": "Answered elsewhere",
  "not-decided": "No decision in time",
  redirected: "Sent on",
  transferred: "Handed over",
  moved: "Moved to another call",
  alone: "Everyone else left",
  "keep-alive-lost": "The bot went silent",
  network: "The line broke",
};

/** The texts of recorded prompts, by the name of their file. */
export type Captions = Readonly<Record<string, string>>;

/** What the person hears, in a line to read along. Undefined: nothing worth reading. */
export function captionOf(sound: SoundView | undefined, captions: Captions = {}): string | undefined {
  switch (sound?.kind) {
    case "prompt":
      return captions[fileName(sound.title ?? "")] ?? sound.title ?? "A prompt";
    case "hold-music":
      return "Hold music";
    case "talk":
      return "You can talk";
    case "busy-tone":
      return "Busy tone";
    default:
      return undefined;
  }
}

function fileName(address: string): string {
  return address.split(/[?#]/, 1)[0]?.split("/").at(-1) ?? "";
}

/** How long somebody has been on the line, and whether the others hear them: they are muted, or on hold. */
export function connectedWords({ connectedAt, muted, onHold }: LegView, now: number): string {
  return [duration(now - (connectedAt ?? now)), ...(muted ? ["muted"] : []), ...(onHold ? ["on hold"] : [])].join(
    " · ",
  );
}

/** A stretch of time as `0:07` or `1:02:03`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
