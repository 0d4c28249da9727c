import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { VerbOptions } from "../interface/verb-options.js";
import type { KnownCall } from "../operations/check-verb.js";
import { CallingError } from "../words/calling-error.js";
import type { PartyLike } from "../words/party.js";
import { toParty } from "../words/to-party.js";
import { decisionVerb } from "./decide.js";

/** Sends an incoming call to others. Several ring together, and the first to pick up has it. */
export const redirect = decisionVerb({
  name: "redirect",
  dials: true,
  instead: "Answer the call, then transfer it.",
  refusedWhenDone: ["conflict", "call-ended"],
  figures: ({ answerWithinMs, redirectTargets, redirectRingMs }) => ({
    withinMs: answerWithinMs,
    targets: redirectTargets,
    leastRingMs: redirectRingMs?.min,
    mostRingMs: redirectRingMs?.max,
  }),
  timeoutMs: 15_000,
  read(
    call,
    to: PartyLike | readonly PartyLike[],
    options: VerbOptions<AnyAdapter, "redirect"> & { readonly ringMs?: number } = {},
  ) {
    const { ringMs } = options;
    const targets = (Array.isArray(to) ? to : [to]).map(toParty);
    checkTargets(call, targets.length);
    checkRing(call, ringMs);
    const input: VerbInputs["redirect"] = { to: targets, ...(ringMs === undefined ? {} : { ringMs }) };
    return { input, options };
  },
  prepare: reserveHop,
  yield: (_actor, { warnings }) => ({ warnings }),
});

function checkTargets({ adapter }: KnownCall, count: number): void {
  const most = adapter.limits.redirectTargets ?? Number.POSITIVE_INFINITY;
  if (count >= 1 && count <= most) return;
  throw new CallingError("invalid-request", `redirect: ${count} targets; ${adapter.name} takes 1 to ${most}`, {
    provider: adapter.name,
    verb: "redirect",
  });
}

function checkRing({ adapter }: KnownCall, ringMs: number | undefined): void {
  const range = adapter.limits.redirectRingMs;
  if (ringMs === undefined || !range || (ringMs >= range.min && ringMs <= range.max)) return;
  const message = `redirect: ringMs is ${ringMs}; ${adapter.name} takes ${range.min} to ${range.max}`;
  throw new CallingError("invalid-request", message, {
    provider: adapter.name,
    verb: "redirect",
    hint: "Leave ringMs out for the provider's own time.",
  });
}

/** A call that was redirected this often is probably in a loop. */
const mostHops = 3;
/** No chain of forwards rings longer. */
const rememberMs = 10 * 60_000;

/**
 * Takes one of the forwards that a chain of calls has. Every forward to a bot is a new call with the same chain, on whichever
 * instance it lands: so they are counted in the store.
 * @throws CallingError `conflict` when they are used up.
 */
async function reserveHop({ record, instance }: CallActor): Promise<void> {
  if (record.forwardedFrom.length >= mostHops) throw roundInARing();
  if (record.chainId === undefined) return;
  for (let hop = 1; hop <= mostHops; hop++) {
    const taken = await instance.store.bind(`hop/${record.provider}/${record.chainId}/${hop}`, record.key, rememberMs);
    if (taken === record.key) return;
  }
  throw roundInARing();
}

function roundInARing(): CallingError {
  return new CallingError("conflict", `redirect: the call was sent on ${mostHops} times already`, {
    verb: "redirect",
    hint: "Answer or reject it: another redirect could send it into a loop.",
  });
}
