import {
  CallingError,
  type Inbound,
  type Json,
  type Parsed,
  type Principal,
  type Reply,
  type Signal,
} from "@trunkline/core";
import { checkCount, parseJson } from "@trunkline/microsoft";
import { readCallNotification } from "./call-notification.js";
import { readContentSharing } from "./content-sharing.js";
import { type Notification, type ReadContext, signalBase } from "./notification.js";
import { readOperation } from "./operation.js";
import { readJoining } from "./participant-joining.js";
import { readNotification } from "./read-notification.js";
import { readRoster } from "./roster.js";

const utf8 = new TextDecoder();

/** Callbacks without a body occur; there is nothing to read in them, and any 2xx is fine. */
const empty: Parsed = { signals: [], reply: { status: 202 } };

/** The first notification of an incoming call may come in an older format: documented, with this answer, and the real one follows. */
const legacy: Reply = { status: 204 };

/**
 * Reads a callback. Pure.
 * @throws CallingError `invalid-request` when it is no POST, no JSON, or more than anybody sends; `forbidden` when it speaks of a tenant that its token is not of.
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
  const notifications = readEnvelope(parseJson(text));
  if (!notifications) return { signals: [], reply: legacy };
  const context: ReadContext = { ...settings, inbound, principal };
  const readings = notifications.map((raw, index) => {
    const notification = readNotification(raw, index, context);
    return notification ? readOne(notification) : {};
  });
  const ask = readings.find((reading) => reading.ask)?.ask;
  return { signals: readings.flatMap((reading) => reading.signals ?? []), ...(ask ? { ask } : {}) };
}

/** The notifications in an envelope. Anything else that is JSON is the older format. */
function readEnvelope(json: Json): readonly Json[] | undefined {
  if (typeof json !== "object" || json === null || !("value" in json) || !Array.isArray(json.value)) return undefined;
  checkCount(json.value);
  return json.value;
}

function readOne(notification: Notification): Partial<Parsed> {
  const { type, path } = notification;
  if (type === "participantjoiningnotification") return { ask: readJoining(notification) };
  if (path.child === "contentsharingsessions") return { signals: readContentSharing(notification) };
  // The roster comes below `operations/participants` in one documented example: the data decide, not the path.
  if (type === "participant") return { signals: readRoster(notification) };
  if (path.child === "participants" && Array.isArray(notification.data)) return { signals: readRoster(notification) };
  if (type.endsWith("operation")) return { signals: readOperation(notification) };
  const isCall = type === "call" || (type === "" && path.callId !== "");
  if (path.child === "" && isCall) return { signals: readCallNotification(notification) };
  return { signals: [unrecognized(notification)] };
}

function unrecognized(notification: Notification): Signal {
  const { path, type, change, delivery } = notification;
  return {
    ...signalBase(notification),
    kind: "unrecognized",
    id: `unrecognized:${delivery}`,
    type: `${change} ${type || path.child || "call"}`,
  };
}
