import { z } from "zod";
import type { Party } from "../../engine/party.js";
import { callRoute } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import { type AcsRoute, noBody, route } from "../api/route.js";
import { type AcsConnection, callProperties, stateOf } from "../calls/connection.js";
import { invalidArgument, notImplemented } from "../wire/errors.js";
import { dialedParty, identifierSchema } from "../wire/identifier.js";
import {
  aiOptionsSchema,
  callbackUriSchema,
  exampleCallback,
  exampleMediaOptions,
  examplePhone,
  exampleTeamsExtension,
  operationMembers,
  phoneNumberSchema,
} from "../wire/schemas.js";
import { ringMsFor, targetLeg } from "./targets.js";

const createCallSchema = z.strictObject({
  targets: z.array(identifierSchema).min(1),
  callbackUri: callbackUriSchema,
  sourceCallerIdNumber: phoneNumberSchema.nullish(),
  sourceDisplayName: z.string().nullish(),
  source: z.strictObject({ id: z.string() }).nullish(),
  operationContext: z.string().nullish(),
  callIntelligenceOptions: aiOptionsSchema.nullish(),
});

/** Dials one party or several. 201; then CallConnected, or CallDisconnected and CreateCallFailed. */
const createCall = route({
  operation: "CreateCall",
  title: "Create call",
  body: {
    schema: createCallSchema,
    sample: {
      targets: [examplePhone],
      callbackUri: exampleCallback,
      sourceCallerIdNumber: { value: "+14255550100" },
    },
    notSimulated: {
      ...exampleMediaOptions,
      TeamsAppSource: { teamsAppSource: { appId: "a" } },
      "Targets[0].TeamsExtensionUser": { targets: [exampleTeamsExtension] },
    },
  },
  handle({ body, apiVersion }, acs) {
    const [first, ...rest] = body.targets.map((target, index) => dialedParty(target, `Targets[${index}]`));
    if (!first) throw invalidArgument("The field Targets is invalid: it is empty.");
    const targets: [Party, ...Party[]] = [first, ...rest];
    const number = body.sourceCallerIdNumber?.value;
    if (number === undefined && targets.some((party) => party.kind === "phone")) {
      throw invalidArgument("The field SourceCallerIdNumber is invalid: a call to a phone number needs it.");
    }

    const { engine, random } = acs;
    const bot = acs.identities.caller(number);
    const self = body.source?.id ?? acs.identities.communicationUser(bot);
    const id = random.id();
    const connection: AcsConnection = {
      id,
      botId: bot.id,
      callbackUri: body.callbackUri,
      apiVersion,
      ...(body.operationContext ? { operationContext: body.operationContext } : {}),
      how: "create",
      self,
      targets,
      ...(number === undefined ? {} : { sourceCallerIdNumber: number }),
      ...(body.sourceDisplayName ? { sourceDisplayName: body.sourceDisplayName } : {}),
      operations: new Map(),
      rosterSequence: 0,
    };
    acs.connections.set(id, connection);
    const leg = engine.bots.create({
      legId: id,
      botId: bot.id,
      from: number === undefined ? { kind: "communication-user", id: self } : { kind: "phone", number },
      to: targets,
      kind: rest.length === 0 ? "one-to-one" : "group",
      ringMs: ringMsFor(first),
      ...(body.sourceDisplayName ? { displayName: body.sourceDisplayName } : {}),
    });
    return { status: 201, body: callProperties(connection, leg, "connecting"), callId: leg.callId, botId: bot.id };
  },
});

/** Reads a call that is under way; 404 8522 afterwards. */
const getCall = callRoute({
  operation: "CallConnection_GetCall",
  title: "Get call",
  body: noBody,
  status: 200,
  handle: ({ connection, leg }) => callProperties(connection, leg, stateOf(leg)),
});

/** The bot leaves the call. 204, then CallDisconnected. */
const hangUpCall = callRoute({
  operation: "CallConnection_HangupCall",
  title: "Hang up",
  body: noBody,
  status: 204,
  handle({ leg }, acs) {
    acs.engine.bots.hangUp(leg.id);
    return undefined;
  },
});

/** Ends the call for everyone. 204, then CallDisconnected; a second time 404 8522 (observed). */
const terminateCall = callRoute({
  operation: "CallConnection_TerminateCall",
  title: "Hang up for everyone",
  body: noBody,
  status: 204,
  handle({ leg }, acs) {
    acs.engine.bots.hangUp(leg.id, true);
    return undefined;
  },
});

const transferSchema = z.strictObject({
  targetParticipant: identifierSchema,
  transferee: identifierSchema.nullish(),
  sourceCallerIdNumber: phoneNumberSchema.nullish(),
  ...operationMembers,
});

/** How long the target rings (documented service limits: transfer within 60 s). */
const RING_MS = 60_000;

/** Transfers the other party. 202; CallTransferAccepted and CallDisconnected, or CallTransferFailed, follow. */
const transferToParticipant = operationRoute({
  operation: "CallConnection_TransferToParticipant",
  title: "Transfer",
  body: {
    schema: transferSchema,
    // No one has this number: the call stays.
    sample: { targetParticipant: { phoneNumber: { value: "+14255550199" } } },
    notSimulated: {
      CustomCallingContext: { customCallingContext: { sipHeaders: { "X-a": "b" } } },
      "TargetParticipant.TeamsExtensionUser": { targetParticipant: exampleTeamsExtension },
    },
  },
  answers: "context",
  act({ leg, body }, operationId, acs) {
    const target = dialedParty(body.targetParticipant, "TargetParticipant");
    if (body.transferee) targetLeg(acs, leg, body.transferee, "Transferee");
    const others = acs.engine.calls.others(leg.id).filter((one) => one.state === "connected");
    if (others.length > 1) throw notImplemented("transfers out of a call of several");
    const number = body.sourceCallerIdNumber?.value;
    acs.engine.bots.transfer(leg.id, {
      operationId,
      target,
      ringMs: RING_MS,
      ...(number === undefined ? {} : { from: { kind: "phone", number } }),
    });
  },
});

export const callRoutes: readonly AcsRoute[] = [createCall, getCall, hangUpCall, terminateCall, transferToParticipant];
