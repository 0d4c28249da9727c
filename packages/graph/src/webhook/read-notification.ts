import type { Json } from "@trunkline/core";
import { canonicalId, shortType } from "../wire/odata.js";
import { callSchema } from "../wire/read-call.js";
import { type Notification, notificationSchema, type ReadContext } from "./notification.js";
import { type ResourcePath, readResourcePath } from "./resource-path.js";

/** Takes a notification apart; `undefined` when neither it nor its address tells which call it is about. `index`: its place in the envelope. */
export function readNotification(raw: Json, index: number, context: ReadContext): Notification | undefined {
  const wire = notificationSchema.safeParse(raw).data;
  if (!wire) return undefined;
  const { numbers, defaultTenant, principal, inbound } = context;
  const { headers, at, callKey } = inbound;
  const data = wire.resourceData ?? undefined;
  const type = shortType(typeOf(Array.isArray(data) ? data[0] : data));
  const path = readResourcePath(wire.resourceUrl) ?? readResourcePath(wire.resource) ?? pathFromData(type, data);
  if (path.callId === "" && callKey === undefined) return undefined;
  return {
    numbers,
    defaultTenant,
    principal,
    inbound,
    change: readChange(wire.changeType),
    path,
    data,
    type,
    call: callKey === undefined ? { alias: path.callId } : { key: callKey },
    // The id differs with every message that was seen; without it, every delivery counts as a new one.
    delivery: `${headers.get("x-microsoft-skype-message-id") ?? at}.${index}`,
    raw,
  };
}

/** Without any address, a call's own data name it; everything else is about the call whose callback address it came to. */
function pathFromData(type: string, data: unknown): ResourcePath {
  const id = type === "call" ? callSchema.safeParse(data).data?.id : undefined;
  return { callId: canonicalId(id ?? ""), child: "", childId: "" };
}

function readChange(word: string | null | undefined): Notification["change"] {
  const change = word?.toLowerCase();
  return change === "created" || change === "updated" || change === "deleted" ? change : "other";
}

function typeOf(entity: unknown): string | undefined {
  if (typeof entity !== "object" || entity === null || !("@odata.type" in entity)) return undefined;
  return typeof entity["@odata.type"] === "string" ? entity["@odata.type"] : undefined;
}
