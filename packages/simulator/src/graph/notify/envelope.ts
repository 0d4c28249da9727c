import type { BotAnswer, Provenance } from "../../delivery/delivery.js";
import type { GraphCall } from "../calls/context.js";
import type { GraphBehavior } from "../wire/behavior.js";
import { isJsonObject, type Json, type JsonObject } from "../wire/body.js";

/** One notification to a bot about one call. */
export interface Notification {
  /** A few words for the log, and for faults to aim at: `established`, `playPrompt completed`. */
  readonly title: string;
  readonly tag: Provenance;
  readonly changeType: "created" | "updated" | "deleted";
  /** Below the call: `/participants`, `/operations/{id}`. Absent: the call itself. */
  readonly below?: string;
  /** Absent: none, as in documented examples of content sharing. */
  readonly data?: JsonObject | readonly JsonObject[];
  /** Instead of the call's callback address. */
  readonly url?: string;
  readonly settled?: (answer: BotAnswer | undefined) => void;
}

/** `commsNotifications` around one notification (documented), with the oddities that are switched on. */
export function envelope(call: GraphCall, notification: Notification, behavior: GraphBehavior): JsonObject {
  const { changeType, data } = notification;
  const below = `calls/${call.id}${notification.below ?? ""}`;
  return {
    "@odata.type": "#microsoft.graph.commsNotifications",
    value: [
      {
        "@odata.type": "#microsoft.graph.commsNotification",
        changeType: behavior.changeType === "capitalized" ? capitalize(changeType) : changeType,
        ...(behavior.resource === "resource" ? {} : { resourceUrl: `/communications/${below}` }),
        ...(behavior.resource === "resourceUrl" ? {} : { resource: `/app/${below}` }),
        // The pages print it for calls that the bot made, and do not for those that it answered.
        ...(call.direction === "outgoing" ? { callbackUri: call.callbackUri } : {}),
        ...(data === undefined ? {} : { resourceData: Array.isArray(data) ? data : distort(data, behavior) }),
      },
    ],
  };
}

function distort(data: Json, behavior: GraphBehavior): Json {
  if (!isJsonObject(data)) return data;
  const { id, resultInfo, ...rest } = data;
  return {
    ...rest,
    ...(resultInfo === undefined ? {} : { resultInfo: distortResult(resultInfo, behavior) }),
    ...(id === undefined || behavior.omitIds ? {} : { id }),
  };
}

function distortResult(result: Json, behavior: GraphBehavior): Json {
  if (!isJsonObject(result)) return result;
  const { code, subcode, ...rest } = result;
  const figure = (value: Json | undefined): Json | undefined => (behavior.codesAsText ? String(value) : value);
  return { ...rest, code: figure(code), [behavior.subcode]: figure(subcode) };
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
