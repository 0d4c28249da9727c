import type { Call } from "../../engine/call.js";
import { WITHHELD } from "../../engine/party.js";
import { defaultName } from "../../engine/population.js";
import { callProperties } from "../call-properties.js";
import type { AcsConnection } from "../connection.js";
import { type AcsRoute, parseBody } from "../route.js";
import { answerCallSchema } from "../wire/schemas.js";
import { offeredCall } from "./offered-call.js";

/**
 * Takes an incoming call. 200, then CallConnected. Observed: the state is still `unknown`, the source is the caller, and a called
 * number is shown as the resource's identity. `answeredBy` comes back when it was asked for (documented in a preview's description).
 */
export const answerCall: AcsRoute = {
  id: "AnswerCall",
  title: "Answer call",
  tag: "documented",
  handle(request, state) {
    const body = parseBody(answerCallSchema, request.body);
    const { leg, call, botId } = offeredCall(state, body.incomingCallContext);
    const { engine, credentials } = state.context;
    const resource = `8:acs:${credentials.acs.resourceId}_00000000-0000-0000-0000-000000000000`;
    const bot = engine.population.bot(botId);
    const connection: AcsConnection = {
      id: leg.id,
      botId,
      callbackUri: body.callbackUri,
      apiVersion: request.apiVersion,
      ...(body.operationContext ? { operationContext: body.operationContext } : {}),
      how: "answer",
      self: body.answeredBy?.id ?? state.identities.communicationUser(bot),
      targets: [leg.party.kind === "phone" ? { kind: "communication-user", id: resource } : leg.party],
      caller: call.from,
      sourceDisplayName: shownName(call),
      ...(body.answeredBy ? { answeredBy: body.answeredBy.id } : {}),
      ...(leg.party.kind === "phone" ? { answeredFor: leg.party.number } : {}),
      operations: new Map(),
      rosterSequence: 0,
    };
    state.connections.set(leg.id, connection);
    engine.bots.answer(leg.id);
    return { status: 200, body: callProperties(connection, leg, "unknown"), callId: leg.callId, botId };
  },
};

/** A telephone is shown by its number (observed), everybody else by the name that they have been given, if any (observed: none). */
function shownName({ from, legs }: Call): string {
  if (from.kind === "phone") return from.number === WITHHELD ? "" : from.number;
  const name = legs[0]?.displayName ?? "";
  return name === defaultName(from) ? "" : name;
}
