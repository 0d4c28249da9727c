import type { Json } from "@trunkline/core";
import { shortType } from "../wire/odata.js";
import { type Notification, notificationSchema, type ReadContext } from "./notification.js";
import { readResourcePath } from "./resource-path.js";

/** Takes a notification apart; `undefined` when it names no call. `index`: its place in the envelope. */
export function readNotification(raw: Json, index: number, context: ReadContext): Notification | undefined {
  const wire = notificationSchema.safeParse(raw).data;
  const path = readResourcePath(wire?.resourceUrl) ?? readResourcePath(wire?.resource);
  if (!wire || !path) return undefined;
  const { headers, at, callKey } = context.inbound;
  const data = wire.resourceData ?? undefined;
  return {
    ...context,
    change: readChange(wire.changeType),
    path,
    data,
    type: shortType(typeOf(Array.isArray(data) ? data[0] : data)),
    call: callKey === undefined ? { alias: path.callId } : { key: callKey },
    // The id differs with every message that was seen; without it, every delivery counts as a new one.
    delivery: `${headers.get("x-microsoft-skype-message-id") ?? at}.${index}`,
    raw,
  };
}

function readChange(word: string | null | undefined): Notification["change"] {
  const change = word?.toLowerCase();
  return change === "created" || change === "updated" || change === "deleted" ? change : "other";
}

function typeOf(entity: unknown): string | undefined {
  if (typeof entity !== "object" || entity === null || !("@odata.type" in entity)) return undefined;
  return typeof entity["@odata.type"] === "string" ? entity["@odata.type"] : undefined;
}
