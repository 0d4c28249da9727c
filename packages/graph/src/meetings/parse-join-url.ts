import { z } from "zod";

/** What a join link says of its meeting. */
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

/**
 * Reads the join link of a Teams meeting: `…/l/meetup-join/{thread}/{message}?context={"Tid":…,"Oid":…}`, as Microsoft's sample takes it
 * apart, and the short `…/meet/{id}?p={passcode}` (in use, not documented). `undefined` for anything else. Links that were wrapped by
 * a mail filter have to be unwrapped first.
 */
export function parseJoinUrl(link: string): MeetingLink | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const parts = url.pathname.split("/").filter(Boolean).map(decode);
  const [first, second, threadId, messageId] = parts;
  if (first?.toLowerCase() === "meet" && second) {
    const passcode = url.searchParams.get("p");
    return { kind: "meeting-id", meetingId: second, ...(passcode ? { passcode } : {}) };
  }
  if (first?.toLowerCase() !== "l" || second?.toLowerCase() !== "meetup-join" || !threadId) return undefined;
  const context = contextSchema.safeParse(parseJson(url.searchParams.get("context")));
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

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The context is JSON, at times encoded once more. */
function parseJson(text: string | null): unknown {
  for (const candidate of [text ?? "", decode(text ?? "")]) {
    try {
      return JSON.parse(candidate);
    } catch {}
  }
  return undefined;
}
