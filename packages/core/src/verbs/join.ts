import type { AnyAdapter } from "../adapter/composite.js";
import type { JoinTarget } from "../call/join-target.js";
import type { JoinOptions } from "../calling/calling.js";
import type { Opening } from "./open-call.js";

/** Reads what `calling.join` was given. */
export function readJoin(target: JoinTarget, options: JoinOptions<AnyAdapter, unknown>): Opening<"join"> {
  return {
    verb: "join",
    input: { target, ...(options.as === undefined ? {} : { as: options.as }) },
    parties: { from: options.as, to: { kind: "unknown", rawId: nameOf(target) }, group: true },
    options,
  };
}

/** A meeting is nobody; it is named by what it was joined by. */
function nameOf(target: JoinTarget): string {
  switch (target.kind) {
    case "teams-meeting":
      return target.url;
    case "meeting-thread":
      return target.threadId;
    case "meeting-token":
      return target.kind;
    default:
      return target.id;
  }
}
