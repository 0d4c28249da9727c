import {
  CallingError,
  type Inbound,
  type Json,
  type JsonObject,
  type Parsed,
  type Principal,
  type Signal,
} from "@trunkline/core";
import { checkCount, isJsonObject, parseCallbackJson } from "@trunkline/microsoft";
import { readCallNotification } from "./call.js";
import { readContentSharing, readJoining, readRoster } from "./group-call.js";
import { type Notification, type ReadContext, readNotification, signalBase } from "./notification.js";
import { readOperation } from "./operation.js";

const utf8 = new TextDecoder();

/** Callbacks without a body occur; there is nothing to read in them, and any 2xx is fine. */
const empty: Parsed = { signals: [], reply: { status: 202 } };

/**
 * The first notification of an incoming call may come in an older format: documented, with this answer, and the real one follows.
 * Source: https://learn.microsoft.com/microsoftteams/platform/bots/calls-and-meetings/call-notifications
 */
const legacy: Parsed = { signals: [], reply: { status: 204 } };

/**
 * Reads a callback. Pure.
 * @throws CallingError `invalid-request` when it is not a POST, not JSON, or has too many notifications; `forbidden` when its token belongs to another tenant.
 */
export function parse(
  inbound: Inbound,
  principal: Principal,
  settings: Pick<ReadContext, "numbers" | "defaultTenant">,
): Parsed {
  if (inbound.method !== "POST")
    throw new CallingError("invalid-request", `callbacks are sent with POST, not with ${inbound.method}`);
  const text = utf8.decode(inbound.body);
  if (text.trim() === "") return empty;
  const json = parseCallbackJson(text);
  if (isJsonObject(json) && !("value" in json)) return readBare(json, inbound);
  const context: ReadContext = { ...settings, inbound, principal };
  const readings = readEnvelope(json).map((raw, index) => readOne(readNotification(raw, index, context)));
  const asks = readings.flatMap(({ ask }) => ask ?? []);
  // One response answers one question.
  const unanswered = asks.slice(1).map(() => "a second question came along with the one that was answered");
  const unread = [...readings.flatMap((reading) => reading.unread ?? []), ...unanswered];
  return {
    signals: readings.flatMap((reading) => reading.signals ?? []),
    ...(asks[0] ? { ask: asks[0] } : {}),
    ...(unread.length > 0 ? { unread } : {}),
  };
}

/**
 * An object without an envelope. It is the older format only where an incoming call is announced, and only as far as it has nothing of a notification.
 * No page shows the whole of that format, so an unrecognized body gets the same answer, with a warning: otherwise a call might be lost. The members that tell
 * it are those of the Skype calling protocol (documented).
 */
function readBare(json: JsonObject, { callKey }: Inbound): Parsed {
  const isNotification = ["changeType", "resourceUrl", "resource", "resourceData"].some((name) => name in json);
  if (isNotification) return { signals: [], unread: ["a notification came without its envelope: it has no `value`"] };
  if (callKey !== undefined) return { signals: [], unread: ["an object at a call's address has no `value`"] };
  if ("callState" in json || "presentedModalityTypes" in json) return legacy;
  return { ...legacy, unread: ["an object has no `value`, and nothing of the older format either"] };
}

/** The notifications in an envelope. */
function readEnvelope(json: Json): readonly Json[] {
  if (isJsonObject(json) && Array.isArray(json.value)) {
    checkCount(json.value);
    return json.value;
  }
  throw new CallingError("invalid-request", "the callback's body is not a notification");
}

/** One notification of an envelope. What cannot be read costs the others nothing. */
function readOne(notification: Notification | undefined): Partial<Parsed> {
  if (!notification) return { unread: ["a notification names no call, and came to no call's address"] };
  const { type, path } = notification;
  if (!isReadable(notification.data)) return { signals: [unrecognized(notification)] };
  if (type === "participantjoiningnotification") return { ask: readJoining(notification) };
  if (path.child === "contentsharingsessions") {
    const signals = readContentSharing(notification);
    return { signals: signals.length > 0 ? signals : [unrecognized(notification)] };
  }
  // The roster comes below `operations/participants` in one documented example: the data decide, not the path.
  if (type === "participant") return { signals: readRoster(notification) };
  if (path.child === "participants" && Array.isArray(notification.data)) return { signals: readRoster(notification) };
  if (type.endsWith("operation")) return { signals: readOperation(notification) };
  const isCall = type === "call" || (type === "" && path.callId !== "");
  if (path.child === "" && isCall) return { signals: readCallNotification(notification) };
  return { signals: [unrecognized(notification)] };
}

/** Nothing at all, an entity, or several. */
function isReadable(data: unknown): boolean {
  if (Array.isArray(data)) return data.every((entity) => isReadable(entity) && entity !== undefined);
  return data === undefined || (typeof data === "object" && data !== null);
}

function unrecognized(notification: Notification): Signal {
  const { path, type, change, delivery } = notification;
  return {
    kind: "unrecognized",
    id: `unrecognized:${delivery}`,
    type: `${change} ${type || path.child || "call"}`,
    ...signalBase(notification),
  };
}
