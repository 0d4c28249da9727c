import type { Party } from "../../engine/party.js";
import { invalidArgument } from "../acs-error.js";
import { callProperties } from "../call-properties.js";
import type { AcsConnection } from "../connection.js";
import { type AcsRoute, parseBody } from "../route.js";
import { dialedParty } from "../wire/identifier.js";
import { createCallSchema } from "../wire/schemas.js";

/** How long a callee rings (documented service limits: set-up within 115 s on the public network, 85 s elsewhere). */
const PHONE_RING_MS = 115_000;
const USER_RING_MS = 85_000;

/** Dials one party or several. 201; CallConnected, or CallDisconnected and CreateCallFailed, tell the rest. */
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
