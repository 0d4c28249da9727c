import { invalidArgument } from "../acs-error.js";
import { type AcsRoute, parseBody } from "../route.js";
import { dialedParty } from "../wire/identifier.js";
import { redirectCallSchema } from "../wire/schemas.js";
import { offeredCall } from "./offered-call.js";

/** How long the new target rings (ours). */
const RING_MS = 60_000;

/** Sends an incoming call on. 204, and the bot hears no more of it (documented). */
export const redirectCall: AcsRoute = {
  id: "RedirectCall",
  title: "Redirect call",
  tag: "documented",
  handle(request, state) {
    const body = parseBody(redirectCallSchema, request.body);
    const { leg, call, botId } = offeredCall(state, body.incomingCallContext);
    const target = dialedParty(body.target, "Target");
    if (target.kind === "phone" && call.from.kind !== "phone") {
      throw invalidArgument(
        "The field Target is invalid: a call that did not come from a phone cannot be redirected to one.",
      );
    }
    state.context.engine.bots.redirect(leg.id, [target], RING_MS);
    return { status: 204, callId: leg.callId, botId };
  },
};
