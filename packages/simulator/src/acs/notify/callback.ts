import type { Delivery, Provenance } from "../../delivery/delivery.js";
import type { Leg } from "../../engine/call.js";
import type { TokenClaims } from "../../wire/key-ring.js";
import { withBrokenSignature } from "../../wire/key-ring.js";
import type { Forgery, WireContext } from "../../wire/wire.js";
import { CALLBACK_ISSUER } from "../auth/openid-documents.js";
import { type AcsConnection, type AcsOperationRecord, correlationIdOf, serverCallIdOf } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import type { ResultInformation } from "./result-information.js";

/** One mid-call event. */
interface CallbackEvent {
  /** Without the prefix, such as `CallConnected`. */
  readonly type: string;
  readonly tag?: Provenance;
  readonly result: ResultInformation;
  /** Absent: the event carries none, as ParticipantsUpdated. */
  readonly operationContext?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Sends an event to the operation's callback address, or the call's. */
export function sendCallback(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  event: CallbackEvent,
  record?: AcsOperationRecord,
): void {
  acs.postman.send(callbackDelivery(acs, connection, leg, event, record?.callbackUri));
}

/** The delivery of an event: an array of one CloudEvent (observed), with a token of its own (documented: 5 minutes). */
export function callbackDelivery(
  acs: AcsContext,
  connection: AcsConnection,
  leg: Leg,
  event: CallbackEvent,
  url: string = connection.callbackUri,
  forgery?: Forgery,
): Delivery {
  const { random, clock } = acs;
  const body = JSON.stringify([cloudEvent(connection, leg, event, random.id(), cloudTime(clock.now()))]);
  return {
    cloud: "acs",
    botId: connection.botId,
    callId: leg.callId,
    stream: connection.id,
    url,
    title: forgery ? `Forged ${event.type}: ${forgery}` : event.type,
    tag: forgery ? "ours" : (event.tag ?? "documented"),
    build: async () => {
      const token = await callbackToken(acs, forgery);
      return {
        headers: {
          "content-type": "application/json; charset=utf-8",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body,
      };
    },
  };
}

function cloudEvent(
  connection: AcsConnection,
  leg: Leg,
  event: CallbackEvent,
  id: string,
  time: string,
): Record<string, unknown> {
  const type = `Microsoft.Communication.${event.type}`;
  const source = `calling/callConnections/${connection.id}`;
  return {
    id,
    source,
    type,
    data: {
      version: connection.apiVersion,
      ...(event.operationContext === undefined ? {} : { operationContext: event.operationContext }),
      ...event.data,
      resultInformation: event.result,
      callConnectionId: connection.id,
      serverCallId: serverCallIdOf(leg.callId),
      correlationId: correlationIdOf(leg),
      publicEventType: type,
    },
    time,
    specversion: "1.0",
    datacontenttype: "application/json",
    subject: source,
  };
}

const LIFETIME_S = 300;

/** The token of one callback; with a forgery, one that a bot must refuse. `undefined`: send none. */
async function callbackToken(
  { keys, credentials, clock }: WireContext,
  forgery?: Forgery,
): Promise<string | undefined> {
  const claims: TokenClaims = {
    issuer: CALLBACK_ISSUER,
    audience: credentials.acs.resourceId,
    lifetimeS: LIFETIME_S,
    issuedAt: clock.now(),
  };
  switch (forgery) {
    case undefined:
    case "other-call":
      return keys.sign(claims);
    case "no-token":
      return undefined;
    case "alg-none":
      return keys.unsigned(claims);
    case "wrong-audience":
      return keys.sign({ ...claims, audience: "00000000-0000-4000-8000-00000000dead" });
    case "expired":
      return keys.sign({ ...claims, shiftS: -24 * 3600 });
    case "unknown-key":
      return keys.signWithStrangeKey(claims);
    case "bad-signature":
      return withBrokenSignature(await keys.sign(claims));
  }
}

/** A time as callbacks carry it: seven fractional digits and `+00:00` (observed). */
export function cloudTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "0000+00:00");
}

/** A time as Event Grid writes it: seven fractional digits and `Z`. */
export function eventGridTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "0000Z");
}
