import type { Adapter } from "../adapter/adapter.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { CreateOptions } from "../interface/calling.js";
import type { VerbFacts } from "../operations/check-verb.js";
import { CallingError } from "../words/calling-error.js";
import { toParty } from "../words/to-party.js";
import { checkRange } from "../words/validate.js";
import type { Opening } from "./open-call.js";

/** Begins a call. */
export const create: VerbFacts<"create"> = {
  name: "create",
  opens: true,
  figures: ({ groupTargets, ringFirstTargets, setUpMs }) => ({
    mostParties: groupTargets?.max,
    ringFirst: ringFirstTargets,
    setUpMs,
  }),
};

/** Reads what `calling.create` was given. */
export function readCreate(options: CreateOptions<AnyAdapter, unknown>): Opening<"create"> {
  const to = (Array.isArray(options.to) ? options.to : [options.to]).map(toParty);
  const [first] = to;
  if (!first)
    throw new CallingError("invalid-request", "create: `to` is empty", { verb: "create", hint: "Name whom to call." });
  checkRange("create: ringMs", options.ringMs, ringRange, { verb: "create" });
  const from = options.from === undefined ? undefined : toParty(options.from);
  const several = to.length > 1 ? readRing(options.ring) : undefined;
  return {
    verb: create,
    input: { to, ...(from === undefined ? {} : { from }), ...(several === "first" ? { ring: several } : {}) },
    parties: { from, to: first, group: several === "all" },
    check: (adapter) => (several === "first" ? checkRingFirst(adapter, to.length) : checkGroup(adapter, to.length)),
    options,
    ...(options.ringMs === undefined ? {} : { ringMs: options.ringMs }),
  };
}

/** Under a second no telephone rings, and no provider lets one ring for ten minutes. */
const ringRange = { least: 1000, most: 600_000, hint: "Give milliseconds, from 1000 to 600000." };

/** @throws CallingError `invalid-request` when it is neither. */
function readRing(ring: unknown = "all"): "all" | "first" {
  if (ring === "all" || ring === "first") return ring;
  throw new CallingError("invalid-request", `create: ring is ${JSON.stringify(ring)}`, {
    verb: "create",
    hint: 'It is "all" (a group call) or "first" (a call with the first who answers).',
  });
}

function checkRingFirst({ name, limits }: Adapter, count: number): void {
  const most = limits.ringFirstTargets;
  if (most !== undefined && count <= most) return;
  const about = { provider: name, verb: "create" };
  if (most === undefined)
    throw new CallingError("unsupported", `create: ${name} cannot ring several until the first of them answers`, {
      ...about,
      hint: 'Call them one after the other, or together with ring: "all".',
    });
  throw new CallingError("invalid-request", `create: ${count} parties; ${name} rings up to ${most} until one answers`, {
    ...about,
    hint: "Call fewer.",
  });
}

function checkGroup(adapter: Adapter, count: number): void {
  const range = adapter.limits.groupTargets;
  if (count === 1 || !range || (count >= range.min && count <= range.max)) return;
  throw new CallingError(
    "invalid-request",
    `create: ${count} parties; a new group call of ${adapter.name} takes ${range.min} to ${range.max}`,
    { provider: adapter.name, verb: "create", hint: "Call fewer, and bring the others in once the call is up." },
  );
}
