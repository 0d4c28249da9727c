import { type AcsRoute, param } from "../api/route.js";
import { sendDtmfStopped } from "../notify/media.js";
import { parseBody } from "../wire/body.js";
import { invalidArgument } from "../wire/errors.js";
import { continuousDtmfSchema, sendDtmfSchema } from "../wire/schemas.js";
import { contextBody, fileOperation, mustBeCompatible, mustBeConnected, recordOf, targetLeg } from "./operation.js";

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

/** Begins to report the keys of one participant. 200; a ContinuousDtmfRecognitionToneReceived for each. Again: takes the place of the first. */
export const startContinuousDtmf: AcsRoute = {
  id: "CallMedia_StartContinuousDtmfRecognition",
  title: "Start continuous DTMF recognition",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    const body = parseBody(continuousDtmfSchema, request.body);
    mustBeConnected(leg);
    const target = targetLeg(state, leg, body.targetParticipant, "TargetParticipant").party;
    const sequence = connection.toneWatch?.sequence ?? 0;
    connection.toneWatch = { ...recordOf(connection, body), target, sequence };
    state.context.engine.media.hearTones(leg.id);
    return { status: 200, callId: leg.callId, botId: connection.botId };
  },
};

/** Stops reporting keys. 200, then ContinuousDtmfRecognitionStopped (observed); nothing when it was not running (ours). */
export const stopContinuousDtmf: AcsRoute = {
  id: "CallMedia_StopContinuousDtmfRecognition",
  title: "Stop continuous DTMF recognition",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    const body = parseBody(continuousDtmfSchema, request.body);
    mustBeConnected(leg);
    targetLeg(state, leg, body.targetParticipant, "TargetParticipant");
    if (connection.toneWatch) {
      state.context.engine.media.stopHearingTones(leg.id);
      delete connection.toneWatch;
      sendDtmfStopped(state, connection, leg, recordOf(connection, body), "stopped");
    }
    return { status: 200, callId: leg.callId, botId: connection.botId };
  },
};
