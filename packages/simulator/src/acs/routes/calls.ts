import type { z } from "zod";
import type { JoinCall } from "../../engine/engine.js";
import type { Party } from "../../engine/party.js";
import { type AcsRoute, param } from "../api/route.js";
import { type AcsConnection, callIdOfServerCallId, callProperties, stateOf } from "../calls/connection.js";
import type { AcsState } from "../calls/state.js";
import { parseBody } from "../wire/body.js";
import { callNotFound, invalidArgument } from "../wire/errors.js";
import { dialedParty } from "../wire/identifier.js";
import { connectSchema, createCallSchema, transferSchema } from "../wire/schemas.js";
import { contextBody, fileOperation, targetLeg } from "./operation.js";

/** How long a callee rings (documented service limits: set-up within 115 s on the public network, 85 s elsewhere). */
const PHONE_RING_MS = 115_000;
const USER_RING_MS = 85_000;

/** Dials one party or several. 201; then CallConnected, or CallDisconnected and CreateCallFailed. */
export const createCall: AcsRoute = {
  id: "CreateCall",
  title: "Create call",
  tag: "documented",
  handle(request, state) {
    const body = parseBody(createCallSchema, request.body);
    const [first, ...rest] = body.targets.map((target, index) => dialedParty(target, `Targets[${index}]`));
    if (!first) throw invalidArgument("The field Targets is invalid: it is empty.");
    const targets: [Party, ...Party[]] = [first, ...rest];
    const number = body.sourceCallerIdNumber?.value;
    if (number === undefined && targets.some((party) => party.kind === "phone")) {
      throw invalidArgument("The field SourceCallerIdNumber is invalid: a call to a phone number needs it.");
    }

    const { engine, random } = state.context;
    const bot = state.identities.caller(number);
    const self = body.source?.id ?? state.identities.communicationUser(bot);
    const id = random.id();
    const connection: AcsConnection = {
      id,
      botId: bot.id,
      callbackUri: body.callbackUri,
      apiVersion: request.apiVersion,
      ...(body.operationContext ? { operationContext: body.operationContext } : {}),
      how: "create",
      self,
      targets,
      ...(number === undefined ? {} : { sourceCallerIdNumber: number }),
      ...(body.sourceDisplayName ? { sourceDisplayName: body.sourceDisplayName } : {}),
      operations: new Map(),
      rosterSequence: 0,
    };
    state.connections.set(id, connection);
    const leg = engine.bots.create({
      legId: id,
      botId: bot.id,
      from: number === undefined ? { kind: "communication-user", id: self } : { kind: "phone", number },
      to: targets,
      kind: rest.length === 0 ? "one-to-one" : "group",
      ringMs: first.kind === "phone" ? PHONE_RING_MS : USER_RING_MS,
      ...(body.sourceDisplayName ? { displayName: body.sourceDisplayName } : {}),
    });
    return { status: 201, body: callProperties(connection, leg, "connecting"), callId: leg.callId, botId: bot.id };
  },
};

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

/** Group calls and rooms are created when they are first named (ours: there is no API to create rooms here). */
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

/** Reads a call that is under way; 404 8522 afterwards. */
export const getCall: AcsRoute = {
  id: "CallConnection_GetCall",
  title: "Get call",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    return {
      status: 200,
      body: callProperties(connection, leg, stateOf(leg)),
      callId: leg.callId,
      botId: connection.botId,
    };
  },
};

/** The bot leaves the call. 204, then CallDisconnected. */
export const hangUpCall: AcsRoute = {
  id: "CallConnection_HangupCall",
  title: "Hang up",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    state.context.engine.bots.hangUp(leg.id);
    return { status: 204, callId: leg.callId, botId: connection.botId };
  },
};

/** Ends the call for everyone. 204, then CallDisconnected; a second time 404 8522 (observed). */
export const terminateCall: AcsRoute = {
  id: "CallConnection_TerminateCall",
  title: "Hang up for everyone",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    state.context.engine.bots.hangUp(leg.id, true);
    return { status: 204, callId: leg.callId, botId: connection.botId };
  },
};

/** How long the target rings (documented service limits: transfer within 60 s). */
const RING_MS = 60_000;

/** Transfers the other party. 202; CallTransferAccepted and CallDisconnected, or CallTransferFailed, follow. */
export const transferToParticipant: AcsRoute = {
  id: "CallConnection_TransferToParticipant",
  title: "Transfer",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    const body = parseBody(transferSchema, request.body);
    const target = dialedParty(body.targetParticipant, "TargetParticipant");
    if (body.transferee) targetLeg(state, leg, body.transferee, "Transferee");
    const number = body.sourceCallerIdNumber?.value;
    const operationId = fileOperation(state, connection, body);
    state.context.engine.bots.transfer(leg.id, {
      operationId,
      target,
      ringMs: RING_MS,
      ...(number === undefined ? {} : { from: { kind: "phone", number } }),
    });
    return { status: 202, body: contextBody(body), callId: leg.callId, botId: connection.botId };
  },
};
