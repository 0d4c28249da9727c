import { type Party, sameParty } from "./party.js";
import type { LiveLeg } from "./world.js";

/**
 * Whether the sound of one leg reaches another of the same call. `to` is whom it is meant for; absent: everyone else.
 *
 * A bot mutes itself in the server, which drops all its audio (documented by Graph). Its prompts and tones are dropped too, although the
 * service makes them; they take their time and complete (ours). Those on hold hear what their hold plays, and no one hears them.
 */
export function reaches(from: LiveLeg, leg: LiveLeg, to?: readonly Party[]): boolean {
  return !from.onHold && !leg.onHold && isCarried(from, leg, to);
}

/** Whether a bot learns of a tone: the service reads keys from the line, so a hold does not keep them from it (ours). */
export function isReadBy(from: LiveLeg, bot: LiveLeg, to?: readonly Party[]): boolean {
  return bot.hearsTones && isCarried(from, bot, to);
}

function isCarried(from: LiveLeg, leg: LiveLeg, to?: readonly Party[]): boolean {
  if (leg === from || leg.state !== "connected") return false;
  if (from.muted && from.owner.kind === "bot") return false;
  return to === undefined || to.some((party) => sameParty(party, leg.party));
}
