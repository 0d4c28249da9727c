import { type CallTraits, partyKey, type Refusal, type VerbContext, type Who } from "@trunkline/core";
import type { GraphAnswer, GraphCall } from "../client/graph-client.js";
import { permissions, type VerbKit } from "./verb-kit.js";

/** What requests about a participant need: the permission that the bot has joined with, at the least as a guest. */
export const participantPermission = permissions.joinAsGuest;

/** One request about a participant of the call: `action` is the path below them. @throws TypeError for one whom `refuseWithoutId` refuses. */
export function onParticipant(
  kit: VerbKit,
  context: VerbContext,
  who: Who,
  { method, action, body }: Pick<GraphCall, "method"> & { readonly action?: string; readonly body?: object },
): Promise<GraphAnswer> {
  if (who.id === undefined) throw new TypeError("a participant without an id was not refused before the request");
  const path = `participants/${encodeURIComponent(who.id)}${action === undefined ? "" : `/${action}`}`;
  return kit.onCall(context, {
    method,
    action: path,
    permissions: [participantPermission],
    ...(body === undefined ? {} : { body }),
  });
}

/** Graph goes by the id in the roster. Some rosters have none (documented examples), and ours then names a participant by the party. */
export function refuseWithoutId({ who }: { readonly who: Who }): Refusal | undefined {
  const { id, party } = who;
  if (id !== undefined && id !== partyKey(party) && !id.startsWith(`${partyKey(party)}#`)) return undefined;
  return {
    code: "invalid-request",
    message:
      id === undefined
        ? "Graph goes by the id in the roster, and no roster of this call has come yet"
        : "Graph goes by the id in the roster, and its roster has none for this participant",
    hint: "Wait for the next participants-changed, and give its Participant.",
  };
}

/** Why a one-to-one call has no verb about people: it has no roster (documented: group calls alone). The way out is a meeting. */
export function peopleInGroupsOnly({ group }: CallTraits): string | undefined {
  if (group) return undefined;
  return "Graph does this in group calls and meetings only: join a meeting, and bring the caller over with meeting.addParticipant(caller, { replaces: call })";
}
