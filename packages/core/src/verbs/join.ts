import type { AnyAdapter } from "../adapter/composite.js";
import type { JoinOptions } from "../interface/calling.js";
import type { VerbFacts } from "../operations/check-verb.js";
import { CallingError } from "../words/calling-error.js";
import type { JoinTarget } from "../words/inputs-and-results.js";
import { toParty } from "../words/to-party.js";
import type { Opening } from "./open-call.js";

/** Joins a meeting, a group call or a room. */
export const join: VerbFacts<"join"> = { name: "join", opens: true, figures: ({ setUpMs }) => ({ setUpMs }) };

/** What names each kind of target. */
const names: Readonly<Record<JoinTarget["kind"], readonly string[]>> = {
  "teams-meeting": ["url"],
  "meeting-id": ["id"],
  "meeting-thread": ["threadId"],
  "meeting-token": ["token"],
  group: ["id"],
  room: ["id"],
  "server-call": ["id"],
};

/** Reads what `calling.join` was given. @throws CallingError `invalid-request` when the target is not one. */
export function readJoin(target: JoinTarget, options: JoinOptions<AnyAdapter, unknown>): Opening<"join"> {
  checkTarget(target);
  if (options.as !== undefined) toParty(options.as);
  return {
    verb: join,
    input: { target, ...(options.as === undefined ? {} : { as: options.as }) },
    parties: { from: options.as, to: { kind: "unknown", rawId: nameOf(target) }, group: true },
    options,
  };
}

function checkTarget(target: JoinTarget): void {
  const given = new Map<string, unknown>(Object.entries(target ?? {}));
  const kind = given.get("kind");
  const wanted = typeof kind === "string" && Object.hasOwn(names, kind) ? names[target.kind] : undefined;
  if (!wanted)
    throw new CallingError("invalid-request", `join: there is no kind of target "${String(kind)}"`, {
      verb: "join",
      hint: `Kinds are ${Object.keys(names).join(", ")}.`,
    });
  const missing = wanted.find((name) => typeof given.get(name) !== "string" || given.get(name) === "");
  if (missing !== undefined)
    throw new CallingError("invalid-request", `join: a ${target.kind} has no ${missing}`, { verb: "join" });
}

/** A meeting is not a party; it is named by what it was joined by. */
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
