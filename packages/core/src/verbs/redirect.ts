import type { CallActor } from "../actor/call-actor.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { Operation } from "../interface/operation.js";
import { attemptOperation } from "../operations/attempt-operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
import { CallingError } from "../words/calling-error.js";
import type { PartyLike } from "../words/party.js";
import type { Done } from "../words/results.js";
import { toParty } from "../words/to-party.js";
import { decide } from "./decide.js";
import { reserveHop } from "./reserve-hop.js";

const timeoutMs = 15_000;

/** Sends an incoming call to others. Several ring together, and the first to pick up has it. @param by the offer through which the bot does. */
export function redirect(
  actor: CallActor,
  to: PartyLike | readonly PartyLike[],
  options: GivenOptions & { readonly ringMs?: number },
  by?: object,
): Operation<Done> {
  return attemptOperation(actor, "redirect", () => {
    const targets = (Array.isArray(to) ? to : [to]).map(toParty);
    checkTargets(actor, targets.length);
    checkRing(actor, options.ringMs);
    const input: VerbInputs["redirect"] = {
      to: targets,
      ...(options.ringMs === undefined ? {} : { ringMs: options.ringMs }),
    };
    return decide(actor, {
      verb: "redirect",
      input,
      options,
      by,
      timeoutMs,
      prepare: () => reserveHop(actor),
      yield: ({ warnings }) => ({ warnings }),
      cancel: async () => {},
    });
  });
}

function checkTargets(actor: CallActor, count: number): void {
  const most = actor.adapter.limits.redirectTargets ?? Number.POSITIVE_INFINITY;
  if (count >= 1 && count <= most) return;
  throw new CallingError("invalid-request", `redirect: ${count} targets; ${actor.adapter.name} takes 1 to ${most}`, {
    provider: actor.adapter.name,
    verb: "redirect",
  });
}

function checkRing(actor: CallActor, ringMs: number | undefined): void {
  const range = actor.adapter.limits.redirectRingMs;
  if (ringMs === undefined || !range || (ringMs >= range.min && ringMs <= range.max)) return;
  throw new CallingError(
    "invalid-request",
    `redirect: ringMs is ${ringMs}; ${actor.adapter.name} takes ${range.min} to ${range.max}`,
    {
      provider: actor.adapter.name,
      verb: "redirect",
      hint: "Leave ringMs out for the provider's own time.",
    },
  );
}
