import { createHash } from "node:crypto";
import type { Inbound, IncomingSignal } from "@trunkline/core";
import { writeMemo } from "../memo.js";
import { identifierToParty, isTelephone } from "../parties/identifier-to-party.js";
import { textOf, type WireEvent } from "./wire-event.js";

/** How long an incoming call rings. Source: ACS, incoming call notification. */
export const ringsForMs = 30_000;

/**
 * Reads an IncomingCall event. The ticket identifies the call: correlation and server call ids are shared
 * by the two legs of one call, and a redirect brings the same call again under a new ticket. Without a ticket there is no call
 * to decide about: `undefined`.
 */
export function readIncomingCall(
  event: WireEvent,
  inbound: Pick<Inbound, "at" | "headers">,
): IncomingSignal | undefined {
  const { data } = event;
  const ticket = textOf(data.incomingCallContext);
  if (!ticket) return undefined;
  const from = identifierToParty(data.from, textOf(data.callerDisplayName));
  const chainId = textOf(data.correlationId);
  return {
    kind: "incoming",
    id: "incoming",
    at: event.at ?? inbound.at,
    ...deliveryOf(inbound),
    call: { alias: `incoming:${createHash("sha256").update(ticket).digest("base64url")}` },
    from,
    to: identifierToParty(data.to),
    ...(data.onBehalfOfCallee ? { forwardedFrom: [identifierToParty(data.onBehalfOfCallee)] } : {}),
    ...(chainId ? { chainId } : {}),
    answerWithinMs: ringsForMs,
    memo: writeMemo({
      incomingCallContext: ticket,
      callerKind: isTelephone(from) ? "phone" : "other",
      ...(data.customContext === undefined ? {} : { customContext: data.customContext }),
    }),
    raw: event.raw,
  };
}

/** Event Grid counts its tries in a header, from 0. Source: Event Grid, webhook event delivery, "Delivery event headers". A proxy may have taken it away. */
function deliveryOf({ headers }: Pick<Inbound, "headers">): Pick<IncomingSignal, "redelivered"> {
  const count = headers.get("aeg-delivery-count");
  return count === null || !/^\d+$/.test(count) ? {} : { redelivered: Number(count) > 0 };
}
