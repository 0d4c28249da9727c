import { type AcsRoute, param, parseBody } from "../route.js";
import { dialedParty } from "../wire/identifier.js";
import { transferSchema } from "../wire/schemas.js";
import { targetLeg } from "./media-target.js";
import { contextBody, fileOperation } from "./operation-record.js";

/** How long the target rings (documented service limits: transfer within 60 s). */
const RING_MS = 60_000;

/** Gives the other party to somebody else. 202; CallTransferAccepted and CallDisconnected, or CallTransferFailed, follow. */
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
