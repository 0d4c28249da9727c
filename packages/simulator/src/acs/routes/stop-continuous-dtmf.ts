import { sendDtmfStopped } from "../events/dtmf-events.js";
import { type AcsRoute, param, parseBody } from "../route.js";
import { continuousDtmfSchema } from "../wire/schemas.js";
import { mustBeConnected, targetLeg } from "./media-target.js";
import { recordOf } from "./operation-record.js";

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
