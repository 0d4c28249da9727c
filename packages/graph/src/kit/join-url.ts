import { jsonIn } from "@trunkline/microsoft";
import { z } from "zod";

/** The meeting that a join link names. */
export type MeetingLink =
  | {
      readonly kind: "thread";
      readonly threadId: string;
      readonly messageId: string;
      /** The message that a reply in a channel meeting belongs to. */
      readonly replyChainMessageId?: string;
      readonly organizerId: string;
      readonly tenantId: string;
    }
  | { readonly kind: "meeting-id"; readonly meetingId: string; readonly passcode?: string };

const contextSchema = z.looseObject({
  Tid: z.string().min(1),
  Oid: z.string().min(1),
  MessageId: z.string().min(1).nullish().catch(undefined),
});

/** Where Teams is: worldwide and GCC, personal accounts, GCC High, DoD, and China. Links to other hosts are refused. */
const teamsHosts = [
  "teams.microsoft.com",
  "teams.cloud.microsoft",
  "teams.live.com",
  "gov.teams.microsoft.us",
  "dod.teams.microsoft.us",
  "teams.microsoftonline.cn",
];

/** Mail filters that put a link into the parameter `url` of their own. */
const wrappers = [/\.safelinks\.protection\.(outlook\.com|office365\.us)$/, /^statics\.teams\.cdn\.office\.net$/];

/**
 * Reads the join link of a Teams meeting: `…/l/meetup-join/{thread}/{message}?context={"Tid":…,"Oid":…}`, as Microsoft's sample takes it
 * apart, and the short `…/meet/{number}?p={passcode}` (in use, not documented). Links that a mail filter or the launcher page has wrapped
 * are unwrapped, and what was encoded several times is decoded. `undefined` for anything else.
 */
export function parseJoinUrl(link: string): MeetingLink | undefined {
  const url = unwrap(link.trim());
  if (!url) return undefined;
  const [first, second, threadId, messageId] = url.pathname.split("/").filter(Boolean).map(decodeFully);
  if (first?.toLowerCase() === "meet" && second) return byNumber(second, url.searchParams.get("p"));
  if (first?.toLowerCase() !== "l" || second?.toLowerCase() !== "meetup-join" || !threadId) return undefined;
  const context = contextSchema.safeParse(jsonIn(decodeFully(url.searchParams.get("context") ?? "")));
  if (!context.success) return undefined;
  const { Tid, Oid, MessageId } = context.data;
  return {
    kind: "thread",
    threadId,
    messageId: messageId ?? "0",
    organizerId: Oid,
    tenantId: Tid,
    ...(MessageId ? { replyChainMessageId: MessageId } : {}),
  };
}

/** The number of a meeting, without the blanks and dashes that people group it with; `undefined` when it is not a number. */
export function meetingNumber(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, "");
  return /^\d+$/.test(digits) ? digits : undefined;
}

function byNumber(text: string, passcode: string | null): MeetingLink | undefined {
  const meetingId = meetingNumber(text);
  return meetingId === undefined ? undefined : { kind: "meeting-id", meetingId, ...(passcode ? { passcode } : {}) };
}

/** Follows a link through what wraps it to an address of Teams; `undefined` when it leads to none. */
function unwrap(link: string, base?: string, left = 4): URL | undefined {
  if (left === 0 || !URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const inner = url.searchParams.get("url");
  if (wrappers.some((wrapper) => wrapper.test(url.hostname)))
    return inner === null ? undefined : unwrap(decodeToUrl(inner), undefined, left - 1);
  if (!teamsHosts.includes(url.hostname)) return undefined;
  // The web client and its launcher page keep the link behind a hash: /_#/l/meetup-join/…
  if (url.hash.startsWith("#/")) return unwrap(url.hash.slice(1), url.origin, left - 1);
  if (inner !== null && url.pathname.startsWith("/dl/launcher/")) return unwrap(inner, url.origin, left - 1);
  return url;
}

/** A wrapped address that was encoded once more does not begin with a scheme. */
function decodeToUrl(text: string): string {
  return /^https?:/i.test(text) ? text : decodeFully(text);
}

/** Links are passed from program to program, and some of them encode them again. */
function decodeFully(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3; round++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return decoded;
    }
  }
  return decoded;
}
