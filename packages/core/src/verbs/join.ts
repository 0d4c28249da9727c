import type { Adapter } from "../adapter/adapter.js";
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
  provider: ["provider"],
};

/** Reads what `calling.join` was given. @throws CallingError `invalid-request` when the target is not one. */
export function readJoin(target: JoinTarget, options: JoinOptions<AnyAdapter, unknown>): Opening<"join"> {
  checkTarget(target);
  if (options.as !== undefined) toParty(options.as);
  return {
    verb: join,
    input: { target, ...(options.as === undefined ? {} : { as: options.as }) },
    parties: { from: options.as, to: { kind: "unknown", rawId: nameOf(target) }, group: true },
    check: (adapter) => checkProvider(adapter, target),
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

/** What only one provider has is not sent to another, whose adapter could not know what it means. */
function checkProvider({ name, verbs }: Adapter, target: JoinTarget): void {
  if (target.kind !== "provider" || (target.provider === name && verbs.join?.kinds?.includes("provider"))) return;
  throw new CallingError("unsupported", `join: ${name} cannot join a target of ${target.provider}`, {
    ...{ provider: name, verb: "join" },
    hint: "See calling.capabilities.join.kinds for what it can join.",
  });
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
    case "provider":
      return target.provider;
    default:
      return target.id;
  }
}
