import type { ContentSharingSignal, Signal } from "@trunkline/core";
import { z } from "zod";
import { looseText } from "../wire/odata.js";
import { type Notification, signalBase } from "./notification.js";

const changes = { created: "started", updated: "updated", deleted: "ended" } as const;

const sessionSchema = z.looseObject({ id: looseText });

/** Screen sharing: one page sends the sessions as an array, another names the session in the address and sends no data at all. */
export function readContentSharing(notification: Notification): readonly Signal[] {
  const { change, data, path, delivery } = notification;
  if (change === "other") return [];
  const entities: readonly unknown[] = data === undefined ? [] : Array.isArray(data) ? data : [data];
  const inData = entities.flatMap((entity) => sessionSchema.safeParse(entity).data?.id ?? []);
  const sessions = inData.length > 0 ? inData : path.childId ? [path.childId] : [];
  return sessions.map((sessionId): ContentSharingSignal => {
    const once = `content-sharing:${sessionId}:${changes[change]}`;
    return {
      ...signalBase(notification),
      kind: "content-sharing",
      // A session begins and ends once; it may change any number of times.
      id: change === "updated" ? `${once}:${delivery}` : once,
      change: changes[change],
      sessionId,
    };
  });
}
