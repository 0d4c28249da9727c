import type { CallActor } from "../actor/call-actor.js";
import type { RejectReason } from "../adapter/verb-inputs.js";
import type { Operation } from "../interface/operation.js";
import { attemptOperation } from "../operations/attempt-operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
import { CallingError } from "../words/calling-error.js";
import type { Done } from "../words/results.js";
import { decide } from "./decide.js";

const timeoutMs = 15_000;
const reasons: readonly RejectReason[] = ["declined", "busy", "forbidden"];

/** Refuses an incoming call. @param by the offer through which the bot does. */
export function reject(actor: CallActor, reason: RejectReason, options: GivenOptions, by?: object): Operation<Done> {
  return attemptOperation(actor, "reject", () => rejectFor(actor, reason, options, by));
}

function rejectFor(
  actor: CallActor,
  reason: RejectReason,
  options: GivenOptions,
  by: object | undefined,
): Operation<Done> {
  if (!reasons.includes(reason))
    throw new CallingError("invalid-request", `reject: there is no reason "${reason}"`, {
      hint: `Reasons are ${reasons.join(", ")}.`,
    });
  return decide(actor, {
    verb: "reject",
    input: { reason },
    options,
    by,
    timeoutMs,
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  });
}
