import { cast } from "./cast.js";
import { codeOf } from "./code-of.js";
import { onTheLine } from "./on-the-line.js";
import type { Trace } from "./projection.js";
import type { Scenario } from "./same-trace.js";

/** A call, a transfer that is declined, and its end: all of it told by figures. */
export const failedTransfer: Scenario = async (stage) => {
  const call = await onTheLine(stage);
  stage.person("bob").reacts({ kind: "decline", afterMs: 1_000 });
  await stage.when(call.transfer(cast.bob).catch((error) => stage.record.note(call, `threw ${codeOf(error)}`)));
  stage.person("ada").hangUp();
  await stage.when(call.ended);
};

export const failedTransferTrace: Trace = {
  ada: [
    "create completed",
    "connected",
    "transfer failed: operation-failed",
    "threw operation-failed",
    "ended: remote-hung-up",
  ],
};
