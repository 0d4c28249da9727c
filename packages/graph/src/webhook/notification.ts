import type { CallAddress, Inbound, Json, Principal } from "@trunkline/core";
import { z } from "zod";
import type { Numbers } from "../parties/numbers.js";
import { looseText } from "../wire/odata.js";
import type { ResourcePath } from "./resource-path.js";

/** What every reading of a notification needs beside the notification. */
export interface ReadContext {
  readonly numbers: Numbers;
  readonly defaultTenant: string;
  readonly principal: Principal;
  readonly inbound: Inbound;
}

/** One notification, taken apart as far as all kinds have it in common. */
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

/** Reads one member of the envelope's `value`. */
export const notificationSchema = z.looseObject({
  changeType: looseText,
  resourceUrl: looseText,
  resource: looseText,
  resourceData: z.unknown().optional(),
});

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
