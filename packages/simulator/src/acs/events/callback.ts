import type { Delivery } from "../../delivery/delivery.js";
import type { Leg } from "../../engine/call.js";
import type { Forgery, Provenance } from "../../wire.js";
import type { AcsState } from "../acs-state.js";
import { type AcsConnection, type AcsOperationRecord, correlationIdOf, serverCallIdOf } from "../connection.js";
import { callbackToken } from "./callback-token.js";
import { cloudTime } from "./cloud-time.js";
import type { ResultInformation } from "./result-information.js";

/** One mid-call event. */
export interface CallbackEvent {
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
  state: AcsState,
  connection: AcsConnection,
  leg: Leg,
  event: CallbackEvent,
  record?: AcsOperationRecord,
): void {
  state.context.postman.send(callbackDelivery(state, connection, leg, event, record?.callbackUri));
}

/** The delivery of an event: an array of one CloudEvent (observed), with a token of its own (documented: 5 minutes). */
export function callbackDelivery(
  state: AcsState,
  connection: AcsConnection,
  leg: Leg,
  event: CallbackEvent,
  url: string = connection.callbackUri,
  forgery?: Forgery,
): Delivery {
  const { random, clock } = state.context;
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
      const token = await callbackToken(state.context, forgery);
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
