import type { JoinTarget, Refusal } from "@trunkline/core";
import { type WrittenIdentitySet, writeIdentitySet } from "../parties/party-to-identity.js";
import { meetingNumber, parseJoinUrl } from "./join-url.js";

/** How a request names a meeting. */
export interface WrittenMeeting {
  readonly chatInfo?: WrittenChatInfo;
  readonly meetingInfo: WrittenMeetingInfo;
}

/** A meeting, and its tenant if the target names it. */
export interface Meeting {
  readonly body: WrittenMeeting;
  readonly tenantId?: string;
}

interface WrittenChatInfo {
  readonly "@odata.type": "#microsoft.graph.chatInfo";
  readonly threadId: string;
  readonly messageId: string;
  readonly replyChainMessageId?: string;
}

type WrittenMeetingInfo =
  | { readonly "@odata.type": "#microsoft.graph.organizerMeetingInfo"; readonly organizer: WrittenIdentitySet }
  | { readonly "@odata.type": "#microsoft.graph.tokenMeetingInfo"; readonly token: string }
  | {
      readonly "@odata.type": "#microsoft.graph.joinMeetingIdMeetingInfo";
      readonly joinMeetingId: string;
      readonly passcode?: string;
    };

/** How a request names the meeting to join, or why it cannot be joined. Pure. */
export function meetingOf(target: JoinTarget): Meeting | Refusal {
  switch (target.kind) {
    case "teams-meeting":
      return fromLink(target.url);
    case "meeting-id":
      return byNumber(target.id, target.passcode);
    case "meeting-thread": {
      const { threadId, messageId = "0", organizer } = target;
      return byThread({ threadId, messageId }, organizer);
    }
    case "meeting-token":
      return {
        body: { meetingInfo: { "@odata.type": "#microsoft.graph.tokenMeetingInfo", token: target.token } },
        ...(target.tenantId === undefined ? {} : { tenantId: target.tenantId }),
      };
    case "provider":
      return {
        code: "unsupported",
        message: "Graph has no targets of its own beside Teams meetings",
        hint: "It joins them by link, by number and passcode, by thread and organizer, or by an invitation's token.",
      };
    case "group":
    case "room":
    case "server-call":
      return {
        code: "unsupported",
        message: `Graph cannot join a ${target.kind}: that is something of Azure Communication Services`,
        hint: "It joins Teams meetings: by link, by number and passcode, by thread and organizer, or by an invitation's token.",
      };
  }
}

function fromLink(url: string): Meeting | Refusal {
  const link = parseJoinUrl(url);
  if (!link) {
    return {
      code: "invalid-request",
      message: "the address is not the join link of a Teams meeting",
      hint: "It begins with https://teams.microsoft.com/l/meetup-join/ or https://teams.microsoft.com/meet/ and the meeting's number; government clouds have hosts of their own.",
    };
  }
  if (link.kind === "meeting-id") return byNumber(link.meetingId, link.passcode);
  return byThread(link, { id: link.organizerId, tenantId: link.tenantId });
}

function byNumber(id: string, passcode: string | undefined): Meeting | Refusal {
  const joinMeetingId = meetingNumber(id);
  if (joinMeetingId === undefined)
    return {
      code: "invalid-request",
      message: "the id of a meeting is a number",
      hint: 'Take it from the invitation: 235 670 481 12, with or without its blanks. A link is joined as { kind: "teams-meeting", url }.',
    };
  return {
    body: {
      meetingInfo: {
        "@odata.type": "#microsoft.graph.joinMeetingIdMeetingInfo",
        joinMeetingId,
        ...(passcode === undefined ? {} : { passcode }),
      },
    },
  };
}

function byThread(
  chat: { readonly threadId: string; readonly messageId: string; readonly replyChainMessageId?: string },
  organizer: { readonly id: string; readonly tenantId: string; readonly displayName?: string },
): Meeting {
  const { threadId, messageId, replyChainMessageId } = chat;
  return {
    tenantId: organizer.tenantId,
    body: {
      chatInfo: {
        "@odata.type": "#microsoft.graph.chatInfo",
        threadId,
        messageId,
        ...(replyChainMessageId === undefined ? {} : { replyChainMessageId }),
      },
      meetingInfo: {
        "@odata.type": "#microsoft.graph.organizerMeetingInfo",
        organizer: writeIdentitySet("user", organizer.id, organizer),
      },
    },
  };
}
