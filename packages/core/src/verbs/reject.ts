import type { RejectReason } from "../adapter/verb-inputs.js";
import type { Done } from "../call/results.js";
import type { CallHolder } from "../holder/call-holder.js";
import type { GivenOptions } from "../operate/verb-options.js";
import type { Operation } from "../operation/operation.js";
import { decide } from "./decide.js";

const timeoutMs = 15_000;

/** Refuses an incoming call. */
export function reject(holder: CallHolder, reason: RejectReason, options: GivenOptions): Operation<Done> {
  return decide(holder, {
    verb: "reject",
    input: { reason },
    options,
    timeoutMs,
    yield: ({ warnings }) => ({ warnings }),
    cancel: async () => {},
  });
}
