import { memberOf } from "../record/member-key.js";
import type { decodeEntry } from "../record/record-codec.js";
import type { Runtime } from "./runtime.js";

type Body = ReturnType<typeof decodeEntry>;

/** Events of a call that there is no record of. Their address is one that this bot made, or the call was known by its name: so there was one. */
export function observeUnknown({ telemetry, store, refOf, adapterOf }: Runtime, key: string, bodies: readonly Body[]) {
  const events = bodies.flatMap((body) => ("call" in body && isOfACall(body) ? body.kind : []));
  const more = events.length === 0 ? undefined : telemetry.pace("unknownCall");
  if (more === undefined) return;
  const member = memberOf(key);
  telemetry.log("unknownCall", {
    callRef: refOf({ key, member, provider: adapterOf(member).name }),
    events: events.join(", "),
    reason: store.inProcess ? gone.inMemory : gone.elsewhere,
    more,
  });
}

/** What no adapter knows and came to no call's address is news on its own account. */
function isOfACall({ kind, call }: Extract<Body, { call: unknown }>): boolean {
  return kind !== "unrecognized" || "key" in call;
}

const gone = {
  inMemory:
    "it was in the memory of a process that has ended, or it ended longer ago than keepEndedMs; with a store calls outlive their process",
  elsewhere:
    "it ended longer ago than keepEndedMs, or the store has lost it: FLUSHALL, eviction, a restart without persistence",
} as const;
