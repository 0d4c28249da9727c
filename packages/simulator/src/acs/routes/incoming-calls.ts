import { z } from "zod";
import type { Call, Leg } from "../../engine/call.js";
import { defaultName, WITHHELD } from "../../engine/party.js";
import { type AcsRoute, route } from "../api/route.js";
import { type AcsConnection, callProperties } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { legOfContext } from "../notify/incoming-call.js";
import { callNotFound, invalidArgument } from "../wire/errors.js";
import { dialedParty, identifierSchema } from "../wire/identifier.js";
import {
  aiOptionsSchema,
  callbackUriSchema,
  exampleCallback,
  exampleMediaOptions,
  examplePhone,
  exampleTeamsExtension,
} from "../wire/schemas.js";

const incomingCallContext = z.string().min(1);
const answerCallSchema = z.strictObject({
  incomingCallContext,
  callbackUri: callbackUriSchema,
  operationContext: z.string().nullish(),
  answeredBy: z.strictObject({ id: z.string() }).nullish(),
  callIntelligenceOptions: aiOptionsSchema.nullish(),
});

/**
 * Takes an incoming call. 200, then CallConnected. Observed: the state is still `unknown`, the source is the caller, and a called
 * number is shown as the resource's identity. `answeredBy` comes back when it was asked for (documented in a preview's description).
 */
const answerCall = route({
  operation: "AnswerCall",
  title: "Answer call",
  needs: "offered",
  body: {
    schema: answerCallSchema,
    sample: { incomingCallContext: "c", callbackUri: exampleCallback },
    notSimulated: exampleMediaOptions,
  },
  handle({ body, apiVersion }, acs) {
    const { leg, call, botId } = offeredCall(acs, body.incomingCallContext);
    const { engine, credentials } = acs;
    const resource = `8:acs:${credentials.acs.resourceId}_00000000-0000-0000-0000-000000000000`;
    const bot = engine.population.bot(botId);
    const connection: AcsConnection = {
      id: leg.id,
      botId,
      callbackUri: body.callbackUri,
      apiVersion,
      ...(body.operationContext ? { operationContext: body.operationContext } : {}),
      how: "answer",
      self: body.answeredBy?.id ?? acs.identities.communicationUser(bot),
      targets: [leg.party.kind === "phone" ? { kind: "communication-user", id: resource } : leg.party],
      caller: call.from,
      sourceDisplayName: shownName(call),
      ...(body.answeredBy ? { answeredBy: body.answeredBy.id } : {}),
      ...(leg.party.kind === "phone" ? { answeredFor: leg.party.number } : {}),
      operations: new Map(),
      rosterSequence: 0,
    };
    acs.connections.set(leg.id, connection);
    engine.bots.answer(leg.id);
    return { status: 200, body: callProperties(connection, leg, "unknown"), callId: leg.callId, botId };
  },
});

/** A telephone is shown by its number (observed), all others by their name, if they have one (observed: none). */
function shownName({ from, legs }: Call): string {
  if (from.kind === "phone") return from.number === WITHHELD ? "" : from.number;
  const name = legs[0]?.displayName ?? "";
  return name === defaultName(from) ? "" : name;
}

const rejectCallSchema = z.strictObject({
  incomingCallContext,
  callRejectReason: z.enum(["none", "busy", "forbidden"]).nullish(),
});

/** Refuses an incoming call. 204, and no events follow (documented). */
const rejectCall = route({
  operation: "RejectCall",
  title: "Reject call",
  needs: "offered",
  body: { schema: rejectCallSchema, sample: { incomingCallContext: "c" } },
  handle({ body }, acs) {
    const { leg, botId } = offeredCall(acs, body.incomingCallContext);
    acs.engine.bots.reject(leg.id, body.callRejectReason ?? "none");
    return { status: 204, callId: leg.callId, botId };
  },
});

const redirectCallSchema = z.strictObject({ incomingCallContext, target: identifierSchema });

/** How long the new target rings (ours). */
const RING_MS = 60_000;

/** Sends an incoming call on. 204, and the bot hears no more of it (documented). */
const redirectCall = route({
  operation: "RedirectCall",
  title: "Redirect call",
  needs: "offered",
  body: {
    schema: redirectCallSchema,
    sample: { incomingCallContext: "c", target: examplePhone },
    notSimulated: { "Target.TeamsExtensionUser": { target: exampleTeamsExtension } },
  },
  handle({ body }, acs) {
    const { leg, call, botId } = offeredCall(acs, body.incomingCallContext);
    const target = dialedParty(body.target, "Target");
    if (target.kind === "phone" && call.from.kind !== "phone") {
      throw invalidArgument(
        "The field Target is invalid: a call that did not come from a phone cannot be redirected to one.",
      );
    }
    acs.engine.bots.redirect(leg.id, [target], RING_MS);
    return { status: 204, callId: leg.callId, botId };
  },
});

/** The call that an incomingCallContext stands for. It is good once, and only while the call rings. */
function offeredCall(acs: AcsContext, context: string): { leg: Leg; call: Call; botId: string } {
  const legId = legOfContext(context);
  if (legId === undefined)
    throw invalidArgument("The field IncomingCallContext is invalid: it is not one of this service.");
  const leg = acs.engine.calls.leg(legId);
  const call = acs.engine.calls.ofLeg(legId);
  if (!leg || !call || leg.state !== "ringing" || leg.owner.kind !== "bot") throw callNotFound();
  return { leg, call, botId: leg.owner.botId };
}

export const incomingCallRoutes: readonly AcsRoute[] = [answerCall, rejectCall, redirectCall];
