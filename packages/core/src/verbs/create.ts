import type { Adapter } from "../adapter/adapter.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { CreateOptions } from "../interface/calling.js";
import type { VerbFacts } from "../operations/check-verb.js";
import { CallingError } from "../words/calling-error.js";
import { toParty } from "../words/to-party.js";
import type { Opening } from "./open-call.js";

/** Begins a call. */
export const create: VerbFacts<"create"> = {
  name: "create",
  opens: true,
  figures: ({ groupTargets, setUpMs }) => ({ mostParties: groupTargets?.max, setUpMs }),
};

/** Reads what `calling.create` was given. */
export function readCreate(options: CreateOptions<AnyAdapter, unknown>): Opening<"create"> {
  const to = (Array.isArray(options.to) ? options.to : [options.to]).map(toParty);
  const [first] = to;
  if (!first)
    throw new CallingError("invalid-request", "create: `to` is empty", { verb: "create", hint: "Name whom to call." });
  const from = options.from === undefined ? undefined : toParty(options.from);
  return {
    verb: create,
    input: { to, ...(from === undefined ? {} : { from }) },
    parties: { from, to: first, group: to.length > 1 },
    check: (adapter) => checkGroup(adapter, to.length),
    options,
  };
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
