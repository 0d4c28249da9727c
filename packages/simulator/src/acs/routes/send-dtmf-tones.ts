import { invalidArgument } from "../acs-error.js";
import { type AcsRoute, param, parseBody } from "../route.js";
import { sendDtmfSchema } from "../wire/schemas.js";
import { mustBeCompatible, mustBeConnected, targetLeg } from "./media-target.js";
import { contextBody, fileOperation } from "./operation-record.js";

/** Sends up to 18 tones to one participant. 202; SendDtmfTonesCompleted or SendDtmfTonesFailed. */
export const sendDtmfTones: AcsRoute = {
  id: "CallMedia_SendDtmfTones",
  title: "Send DTMF tones",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    const body = parseBody(sendDtmfSchema, request.body);
    mustBeConnected(leg);
    const target = targetLeg(state, leg, body.targetParticipant, "TargetParticipant");
    mustBeCompatible(state, leg);
    const [first, ...rest] = body.tones;
    if (!first) throw invalidArgument("The field Tones is invalid: it is empty.");
    const operationId = fileOperation(state, connection, body);
    state.context.engine.media.sendTones(leg.id, { operationId, tones: [first, ...rest], to: target.party });
    return { status: 202, body: contextBody(body), callId: leg.callId, botId: connection.botId };
  },
};
