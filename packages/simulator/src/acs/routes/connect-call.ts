import type { z } from "zod";
import type { JoinCall } from "../../engine/engine.js";
import { callNotFound } from "../acs-error.js";
import type { AcsState } from "../acs-state.js";
import { callProperties } from "../call-properties.js";
import { type AcsConnection, callIdOfServerCallId } from "../connection.js";
import { type AcsRoute, parseBody } from "../route.js";
import { connectSchema } from "../wire/schemas.js";

type Locator = z.output<typeof connectSchema>["callLocator"];

/** Joins a group call, a room or a call known by its serverCallId. 200, then CallConnected. */
export const connectCall: AcsRoute = {
  id: "Connect",
  title: "Connect",
  tag: "documented",
  handle(request, state) {
    const body = parseBody(connectSchema, request.body);
    const { engine, random } = state.context;
    const bot = state.identities.caller(undefined);
    const self = state.identities.communicationUser(bot);
    const id = random.id();
    const connection: AcsConnection = {
      id,
      botId: bot.id,
      callbackUri: body.callbackUri,
      apiVersion: request.apiVersion,
      ...(body.operationContext ? { operationContext: body.operationContext } : {}),
      how: "connect",
      self,
      targets: [],
      operations: new Map(),
      rosterSequence: 0,
    };
    const place = placeOf(state, body.callLocator, self);
    state.connections.set(id, connection);
    const leg = engine.bots.join({ legId: id, botId: bot.id, place, as: { kind: "communication-user", id: self } });
    return { status: 200, body: callProperties(connection, leg, "connecting"), callId: leg.callId, botId: bot.id };
  },
};

/** Group calls and rooms come into being when somebody first names them (ours: nothing here creates rooms). */
function placeOf(state: AcsState, locator: Locator, self: string): JoinCall["place"] {
  const { engine } = state.context;
  if (locator.kind === "serverCallLocator") {
    const callId = callIdOfServerCallId(locator.serverCallId);
    const call = callId === undefined ? undefined : engine.calls.get(callId);
    if (!call || call.endedAt !== undefined) throw callNotFound();
    return { callId: call.id };
  }
  const key = locator.kind === "groupCallLocator" ? locator.groupCallId : locator.roomId;
  if (!engine.population.meetingByKey(key)) {
    engine.population.addMeeting({ keys: [key], organizer: { kind: "communication-user", id: self } });
  }
  return { meetingKey: key };
}
