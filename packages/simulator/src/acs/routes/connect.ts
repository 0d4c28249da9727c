import { z } from "zod";
import type { JoinCall } from "../../engine/bot-requests.js";
import { type AcsRoute, route } from "../api/route.js";
import { type AcsConnection, callIdOfServerCallId, callProperties } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { callNotFound } from "../wire/errors.js";
import { aiOptionsSchema, callbackUriSchema, exampleCallback, exampleMediaOptions } from "../wire/schemas.js";

const connectSchema = z.strictObject({
  callLocator: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("groupCallLocator"), groupCallId: z.string().min(1) }),
    z.strictObject({ kind: z.literal("serverCallLocator"), serverCallId: z.string().min(1) }),
    z.strictObject({ kind: z.literal("roomCallLocator"), roomId: z.string().min(1) }),
  ]),
  callbackUri: callbackUriSchema,
  operationContext: z.string().nullish(),
  callIntelligenceOptions: aiOptionsSchema.nullish(),
});
type Locator = z.output<typeof connectSchema>["callLocator"];

/** Joins a group call, a room or a call known by its serverCallId. 200, then CallConnected. */
const connectCall = route({
  operation: "Connect",
  title: "Connect",
  body: {
    schema: connectSchema,
    sample: { callbackUri: exampleCallback, callLocator: { kind: "groupCallLocator", groupCallId: "g" } },
    notSimulated: exampleMediaOptions,
  },
  handle({ body, apiVersion }, acs) {
    const { engine, random } = acs;
    const bot = acs.identities.caller(undefined);
    const self = acs.identities.communicationUser(bot);
    const id = random.id();
    const connection: AcsConnection = {
      id,
      botId: bot.id,
      callbackUri: body.callbackUri,
      apiVersion,
      ...(body.operationContext ? { operationContext: body.operationContext } : {}),
      how: "connect",
      self,
      targets: [],
      operations: new Map(),
      rosterSequence: 0,
    };
    const place = placeOf(acs, body.callLocator, self);
    // Filed first: joining causes the first events.
    acs.connections.set(id, connection);
    const leg = engine.bots.join({ legId: id, botId: bot.id, place, as: { kind: "communication-user", id: self } });
    return { status: 200, body: callProperties(connection, leg, "connecting"), callId: leg.callId, botId: bot.id };
  },
});

/**
 * Group calls are created when they are first named, and rooms that the rooms API did not make (ours). A room that it deleted is not
 * there any more.
 */
function placeOf(acs: AcsContext, locator: Locator, self: string): JoinCall["place"] {
  const { engine } = acs;
  if (locator.kind === "serverCallLocator") {
    const callId = callIdOfServerCallId(locator.serverCallId);
    const call = callId === undefined ? undefined : engine.calls.get(callId);
    if (!call || call.endedAt !== undefined) throw callNotFound();
    return { callId: call.id };
  }
  if (locator.kind === "roomCallLocator" && acs.rooms.isDeleted(locator.roomId)) throw callNotFound();
  const key = locator.kind === "groupCallLocator" ? locator.groupCallId : locator.roomId;
  if (!engine.population.meetingByKey(key)) {
    engine.population.addMeeting({ keys: [key], organizer: { kind: "communication-user", id: self } });
  }
  return { meetingKey: key };
}

export const connectRoutes: readonly AcsRoute[] = [connectCall];
