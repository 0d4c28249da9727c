import { callProperties } from "../call-properties.js";
import type { AcsConnection } from "../connection.js";
import { type AcsRoute, parseBody } from "../route.js";
import { answerCallSchema } from "../wire/schemas.js";
import { offeredCall } from "./offered-call.js";

/** Takes an incoming call. 200, then CallConnected. */
export const answerCall: AcsRoute = {
  id: "AnswerCall",
  title: "Answer call",
  tag: "documented",
  handle(request, state) {
    const body = parseBody(answerCallSchema, request.body);
    const { leg, botId } = offeredCall(state, body.incomingCallContext);
    const { engine } = state.context;
    const bot = engine.population.bot(botId);
    const connection: AcsConnection = {
      id: leg.id,
      botId,
      callbackUri: body.callbackUri,
      apiVersion: request.apiVersion,
      ...(body.operationContext ? { operationContext: body.operationContext } : {}),
      how: "answer",
      self: body.answeredBy?.id ?? state.identities.communicationUser(bot),
      targets: [leg.party],
      ...(leg.party.kind === "phone" ? { answeredFor: leg.party.number } : {}),
      operations: new Map(),
      rosterSequence: 0,
    };
    state.connections.set(leg.id, connection);
    engine.bots.answer(leg.id);
    return { status: 200, body: callProperties(connection, leg, "connecting"), callId: leg.callId, botId };
  },
};
