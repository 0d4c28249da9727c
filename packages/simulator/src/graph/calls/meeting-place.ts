import type { JoinCall } from "../../engine/bot-requests.js";
import { badRequest, GraphFailure } from "../wire/errors.js";
import type { ChatInfo, MeetingInfo } from "../wire/schemas.js";
import type { GraphContext } from "./context.js";

/**
 * Where a join goes: by meeting id, by the token of an invitation, or by thread with its organizer (documented). A meeting that
 * does not exist is refused with 404 (ours: what the real service does is not documented).
 */
export function meetingPlace(
  graph: GraphContext,
  meeting: MeetingInfo | null | undefined,
  chat: ChatInfo | null | undefined,
): JoinCall["place"] {
  if (meeting?.token) return { callId: callIdOfToken(graph, meeting.token) };
  if (meeting?.joinMeetingId) {
    return { meetingKey: knownKey(graph, "8561", "Invalid join meeting ID", [meeting.joinMeetingId]) };
  }
  if (!chat) throw badRequest("chatInfo: is needed to join a meeting by its organizer.");
  if (!meeting?.organizer) throw badRequest("meetingInfo.organizer: is needed to join a meeting by its thread.");
  const { threadId, messageId } = chat;
  const keys = messageId && messageId !== "0" ? [`${threadId}/${messageId}`, threadId] : [threadId];
  return { meetingKey: knownKey(graph, "8527", "Invalid join URL", keys) };
}

/** What an invited bot joins with; opaque to it. */
export function joinTokenOf(callId: string): string {
  return Buffer.from(`call:${callId}`).toString("base64url");
}

function callIdOfToken(graph: GraphContext, token: string): string {
  const [, callId] = /^call:(.+)$/.exec(Buffer.from(token, "base64url").toString("utf8")) ?? [];
  const call = callId === undefined ? undefined : graph.engine.calls.get(callId);
  if (!call || call.endedAt !== undefined) throw new GraphFailure(400, "8526", "Invalid join token.");
  return call.id;
}

function knownKey(graph: GraphContext, code: string, message: string, keys: readonly string[]): string {
  const known = keys.find((key) => graph.engine.population.meetingByKey(key));
  if (known !== undefined) return known;
  const wanted = keys.map((key) => `"${key}"`).join(" or ");
  throw new GraphFailure(404, code, `${message}: the simulator has no meeting with the key ${wanted}. Make one first.`);
}
