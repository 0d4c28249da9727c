import { describe, expect, test } from "vitest";
import { parseJoinUrl } from "./join-url.js";
import { meetingOf } from "./meeting.js";

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

  test("a link whose thread and context were both encoded once more", () => {
    const link = `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(encodeURIComponent(thread))}/0?context=${encodeURIComponent(context({ Tid: "t", Oid: "o" }))}`;
    expect(parseJoinUrl(link)).toMatchObject({ threadId: thread, tenantId: "t", organizerId: "o" });
  });

  test.each([
    [
      "a mail filter",
      (link: string) => `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05`,
    ],
    [
      "two mail filters",
      (link: string) => {
        const once = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}`;
        return `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(once)}`;
      },
    ],
    [
      "the launcher",
      (link: string) => {
        const path = `/_#${link.slice("https://teams.microsoft.com".length)}`;
        return `https://teams.microsoft.com/dl/launcher/launcher.html?url=${encodeURIComponent(path)}&type=meetup-join`;
      },
    ],
    [
      "the web client",
      (link: string) => link.replace("teams.microsoft.com/", "teams.microsoft.com/v2/?meetingjoin=true#/"),
    ],
  ])("what %s wrapped is unwrapped", (_, wrap) => {
    expect(parseJoinUrl(wrap(scheduled))).toMatchObject({ threadId: thread, tenantId: "t" });
    expect(parseJoinUrl(wrap("https://teams.microsoft.com/meet/123456789?p=abc"))).toMatchObject({
      meetingId: "123456789",
      passcode: "abc",
    });
  });

  test.each([
    "teams.cloud.microsoft",
    "teams.live.com",
    "gov.teams.microsoft.us",
    "dod.teams.microsoft.us",
    "teams.microsoftonline.cn",
  ])("%s is a host of Teams", (host) => {
    expect(parseJoinUrl(scheduled.replace("teams.microsoft.com", host))).toMatchObject({ threadId: thread });
    expect(parseJoinUrl(`https://${host}/meet/1234567?p=abc`)).toMatchObject({ meetingId: "1234567" });
  });

  test.each([
    "not a link",
    `https://teams.microsoft.com.example.com/meet/123456789?p=abc`,
    `https://example.com/l/meetup-join/${thread}/0?context={"Tid":"t","Oid":"o"}`,
    "https://zoom.us/meet/123456789",
    "https://teams.microsoft.com/meet/my-room",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com%2Fmeet%2F1",
    "https://eur01.safelinks.protection.outlook.com/",
    "ftp://teams.microsoft.com/meet/1",
    "https://teams.microsoft.com/",
    "https://teams.microsoft.com/l/meetup-join/",
    `https://teams.microsoft.com/l/meetup-join/${thread}/0`,
    `https://teams.microsoft.com/l/meetup-join/${thread}/0?context={"Tid":"t"}`,
    `https://teams.microsoft.com/l/meetup-join/%E0%A4%A/0?context=%%`,
  ])("%s is not a join link", (link) => {
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

  test("a meeting by its number, grouped with dashes, and only by a number", () => {
    expect(meetingOf({ kind: "meeting-id", id: " 123-456-789 " })).toMatchObject({
      body: { meetingInfo: { joinMeetingId: "123456789" } },
    });
    expect(meetingOf({ kind: "meeting-id", id: "my room" })).toMatchObject({ code: "invalid-request" });
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

  test.each(["group", "room", "server-call"] as const)("a %s belongs to the other cloud", (kind) => {
    expect(meetingOf({ kind, id: "x" })).toMatchObject({ code: "unsupported" });
  });
});
