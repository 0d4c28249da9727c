import { type AcsRoute, parseBody } from "../route.js";
import { rejectCallSchema } from "../wire/schemas.js";
import { offeredCall } from "./offered-call.js";

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
