import type { CallAddress, Inbound, Json, Principal } from "@trunkline/core";
import { z } from "zod";
import { callSchema, canonicalId, looseText, shortType } from "../client/entities.js";
import type { Numbers } from "../parties/own-parties.js";

/** What parsing a notification needs in addition to the notification. */
export interface ReadContext {
  readonly numbers: Numbers;
  readonly defaultTenant: string;
  readonly principal: Principal;
  readonly inbound: Inbound;
}

/** One notification, with the members that all kinds share. */
export interface Notification extends ReadContext {
  readonly change: "created" | "updated" | "deleted" | "other";
  readonly path: ResourcePath;
  /** One entity, several, or nothing at all: which it is differs between pages for one and the same thing. */
  readonly data: unknown;
  /** The `@odata.type` of the first entity, short and in lower case; `""` without one. */
  readonly type: string;
  readonly call: CallAddress;
  /** What identifies this delivery, for facts that have no identity of their own. */
  readonly delivery: string;
  readonly raw: Json;
}

/** What a notification is about. */
export interface ResourcePath {
  /** `""` where neither an address nor the data name a call. */
  readonly callId: string;
  /** `""` for the call itself; else in lower case: `participants`, `operations`, `contentsharingsessions` … */
  readonly child: string;
  /** The id of the child, as written; `""` when the whole collection is meant. */
  readonly childId: string;
}

/** Reads one member of the envelope's `value`. */
const notificationSchema = z.looseObject({
  changeType: looseText,
  resourceUrl: looseText,
  resource: looseText,
  resourceData: z.unknown().optional(),
});

/** Takes a notification apart; `undefined` when neither it nor its address names a call. `index`: its place in the envelope. */
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

/**
 * Reads `resourceUrl`, or the older `resource`: with and without a leading slash, a host or a version, below `/communications` and the
 * deprecated `/app`, in any case.
 */
function readResourcePath(path: string | null | undefined): ResourcePath | undefined {
  const plain = (path ?? "").replace(/^https?:\/\/[^/]+/i, "").replace(/[?#].*$/, "");
  const parts = plain.split("/").filter(Boolean);
  const at = parts.findIndex((part, index) => part.toLowerCase() === "calls" && isRoot(parts[index - 1]));
  const [callId, child = "", childId = ""] = parts.slice(at + 1);
  if (at < 0 || !callId) return undefined;
  return { callId: canonicalId(callId), child: child.toLowerCase(), childId };
}

function isRoot(part: string | undefined): boolean {
  const root = part?.toLowerCase();
  return root === "communications" || root === "app";
}

/** What all signals of a notification begin with. */
export function signalBase({ inbound, call, path, raw }: Notification) {
  return { at: inbound.at, call, providerCallId: path.callId || undefined, raw } as const;
}

const guid = z.guid();

/**
 * Why a callback of one tenant may not speak of a call of another; `undefined` when it may. A token speaks for the tenant in its `tid`
 * (documented). What is no GUID, as a page prints one, is no tenant and not compared.
 * @param ofCall the tenant of the call, as far as it is known. @param ofToken the one in the token of the callback.
 */
export function refuseTenant(ofCall: string | null | undefined, ofToken: string | undefined): string | undefined {
  if (!ofCall || !ofToken || ofCall.toLowerCase() === ofToken.toLowerCase()) return undefined;
  if (!guid.safeParse(ofCall).success) return undefined;
  return `the callback speaks of a call of tenant ${ofCall}, and its token is of ${ofToken}`;
}
