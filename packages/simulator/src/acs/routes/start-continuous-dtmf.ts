import { type AcsRoute, param, parseBody } from "../route.js";
import { continuousDtmfSchema } from "../wire/schemas.js";
import { mustBeConnected, targetLeg } from "./media-target.js";
import { recordOf } from "./operation-record.js";

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
