import type { Call, Leg } from "../../engine/call.js";
import { defaultName, WITHHELD } from "../../engine/party.js";
import type { AcsRoute } from "../api/route.js";
import { type AcsConnection, callProperties } from "../calls/connection.js";
import type { AcsState } from "../calls/state.js";
import { legOfContext } from "../notify/incoming-call.js";
import { parseBody } from "../wire/body.js";
import { callNotFound, invalidArgument } from "../wire/errors.js";
import { dialedParty } from "../wire/identifier.js";
import { answerCallSchema, redirectCallSchema, rejectCallSchema } from "../wire/schemas.js";

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

/** A telephone is shown by its number (observed), all others by their name, if they have one (observed: none). */
function shownName({ from, legs }: Call): string {
  if (from.kind === "phone") return from.number === WITHHELD ? "" : from.number;
  const name = legs[0]?.displayName ?? "";
  return name === defaultName(from) ? "" : name;
}

/** Refuses an incoming call. 204, and no events follow (documented). */
export const rejectCall: AcsRoute = {
  id: "RejectCall",
  title: "Reject call",
  tag: "documented",
  handle(request, state) {
    const body = parseBody(rejectCallSchema, request.body);
    const { leg, botId } = offeredCall(state, body.incomingCallContext);
    state.context.engine.bots.reject(leg.id, body.callRejectReason ?? "none");
    return { status: 204, callId: leg.callId, botId };
  },
};

/** How long the new target rings (ours). */
const RING_MS = 60_000;

/** Sends an incoming call on. 204, and the bot hears no more of it (documented). */
export const redirectCall: AcsRoute = {
  id: "RedirectCall",
  title: "Redirect call",
  tag: "documented",
  handle(request, state) {
    const body = parseBody(redirectCallSchema, request.body);
    const { leg, call, botId } = offeredCall(state, body.incomingCallContext);
    const target = dialedParty(body.target, "Target");
    if (target.kind === "phone" && call.from.kind !== "phone") {
      throw invalidArgument(
        "The field Target is invalid: a call that did not come from a phone cannot be redirected to one.",
      );
    }
    state.context.engine.bots.redirect(leg.id, [target], RING_MS);
    return { status: 204, callId: leg.callId, botId };
  },
};

/** The call that an incomingCallContext stands for. It is good once, and only while the call rings. */
function offeredCall(state: AcsState, incomingCallContext: string): { leg: Leg; call: Call; botId: string } {
  const legId = legOfContext(incomingCallContext);
  if (legId === undefined)
    throw invalidArgument("The field IncomingCallContext is invalid: it is not one of this service.");
  const leg = state.context.engine.calls.leg(legId);
  const call = state.context.engine.calls.ofLeg(legId);
  if (!leg || !call || leg.state !== "ringing" || leg.owner.kind !== "bot") throw callNotFound();
  return { leg, call, botId: leg.owner.botId };
}
