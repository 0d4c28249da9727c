import type { AnyAdapter } from "../adapter/composite.js";
import type { RejectReason } from "../adapter/verb-inputs.js";
import type { VerbOptions } from "../interface/verb-options.js";
import { CallingError } from "../words/calling-error.js";
import { decisionVerb } from "./decide.js";

const reasons: readonly RejectReason[] = ["declined", "busy", "forbidden"];

/** Refuses an incoming call. */
export const reject = decisionVerb({
  name: "reject",
  refusedWhenDone: ["conflict", "call-ended"],
  figures: ({ answerWithinMs }) => ({ withinMs: answerWithinMs }),
  timeoutMs: 15_000,
  read(_call, reason: RejectReason = "declined", options: VerbOptions<AnyAdapter, "reject"> = {}) {
    if (!reasons.includes(reason))
      throw new CallingError("invalid-request", `reject: there is no reason "${reason}"`, {
        hint: `Reasons are ${reasons.join(", ")}.`,
      });
    return { input: { reason }, options };
  },
  yield: (_actor, { warnings }) => ({ warnings }),
});
