import { describe, expect, test } from "vitest";
import { meetingOf } from "./meeting-of.js";
import { parseJoinUrl } from "./parse-join-url.js";

const thread = "19:meeting_Win6Ydo4@thread.v2";
const context = (value: object) => encodeURIComponent(JSON.stringify(value));
const scheduled = `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(thread)}/0?context=${context({ Tid: "t", Oid: "o" })}`;

describe("join links", () => {
  test("a scheduled meeting", () => {
    expect(parseJoinUrl(scheduled)).toEqual({
      kind: "thread",
      threadId: thread,
      messageId: "0",
      organizerId: "o",
      tenantId: "t",
    });
  });

  test("a channel meeting, with the message that its replies belong to", () => {
    const link = `https://teams.microsoft.com/l/meetup-join/19%3ax%40thread.skype/1533758867081?context=${context({ Tid: "t", Oid: "o", MessageId: "m" })}`;
    expect(parseJoinUrl(link)).toMatchObject({
      threadId: "19:x@thread.skype",
      messageId: "1533758867081",
      replyChainMessageId: "m",
    });
  });

  test("a link that was encoded once more, or is not encoded at all", () => {
    const plain = `https://teams.microsoft.com/l/meetup-join/${thread}/0?context={"Tid":"t","Oid":"o"}`;
    expect(parseJoinUrl(plain)).toMatchObject({ threadId: thread });
    const twice = scheduled.replace(/context=.*/, `context=${encodeURIComponent(context({ Tid: "t", Oid: "o" }))}`);
    expect(parseJoinUrl(twice)).toMatchObject({ tenantId: "t" });
  });

  test("the short form", () => {
    expect(parseJoinUrl("https://teams.microsoft.com/meet/123456789?p=abc")).toEqual({
      kind: "meeting-id",
      meetingId: "123456789",
      passcode: "abc",
    });
    expect(parseJoinUrl("https://teams.microsoft.com/meet/123")).toEqual({ kind: "meeting-id", meetingId: "123" });
  });

  test.each([
    "not a link",
    "ftp://teams.microsoft.com/meet/1",
    "https://teams.microsoft.com/",
    "https://teams.microsoft.com/l/meetup-join/",
    `https://teams.microsoft.com/l/meetup-join/${thread}/0`,
    `https://teams.microsoft.com/l/meetup-join/${thread}/0?context={"Tid":"t"}`,
    `https://teams.microsoft.com/l/meetup-join/%E0%A4%A/0?context=%%`,
  ])("%s is none", (link) => {
    expect(parseJoinUrl(link)).toBeUndefined();
    expect(meetingOf({ kind: "teams-meeting", url: link })).toMatchObject({ code: "invalid-request" });
  });
});

describe("what can be joined", () => {
  test("a meeting by its number, as the invitation prints it", () => {
    expect(meetingOf({ kind: "meeting-id", id: "123 456 789", passcode: "p" })).toEqual({
      body: {
        meetingInfo: {
          "@odata.type": "#microsoft.graph.joinMeetingIdMeetingInfo",
          joinMeetingId: "123456789",
          passcode: "p",
        },
      },
    });
  });

  test("a meeting by the token of an invitation", () => {
    expect(meetingOf({ kind: "meeting-token", token: "x", tenantId: "t" })).toEqual({
      body: { meetingInfo: { "@odata.type": "#microsoft.graph.tokenMeetingInfo", token: "x" } },
      tenantId: "t",
    });
  });

  test("the meeting of a link belongs to the tenant that the link names", () => {
    expect(meetingOf({ kind: "teams-meeting", url: scheduled })).toMatchObject({
      tenantId: "t",
      body: {
        chatInfo: { threadId: thread, messageId: "0" },
        meetingInfo: { organizer: { user: { id: "o", tenantId: "t" } } },
      },
    });
  });

  test.each(["group", "room", "server-call"] as const)("a %s is something of the other cloud", (kind) => {
    expect(meetingOf({ kind, id: "x" })).toMatchObject({ code: "unsupported" });
  });
});
