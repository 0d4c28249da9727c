import type { CallHolder } from "../actor/call-holder.js";
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
  holder: CallHolder,
  to: PartyLike | readonly PartyLike[],
  options: GivenOptions & { readonly ringMs?: number },
  by?: object,
): Operation<Done> {
  return attemptOperation(holder, "redirect", () => {
    const targets = (Array.isArray(to) ? to : [to]).map(toParty);
    checkTargets(holder, targets.length);
    checkRing(holder, options.ringMs);
    const input: VerbInputs["redirect"] = {
      to: targets,
      ...(options.ringMs === undefined ? {} : { ringMs: options.ringMs }),
    };
    return decide(holder, {
      verb: "redirect",
      input,
      options,
      by,
      timeoutMs,
      prepare: () => reserveHop(holder),
      yield: ({ warnings }) => ({ warnings }),
      cancel: async () => {},
    });
  });
}

function checkTargets(holder: CallHolder, count: number): void {
  const most = holder.adapter.limits.redirectTargets ?? Number.POSITIVE_INFINITY;
  if (count >= 1 && count <= most) return;
  throw new CallingError("invalid-request", `redirect: ${count} targets; ${holder.adapter.name} takes 1 to ${most}`, {
    provider: holder.adapter.name,
    verb: "redirect",
  });
}

function checkRing(holder: CallHolder, ringMs: number | undefined): void {
  const range = holder.adapter.limits.redirectRingMs;
  if (ringMs === undefined || !range || (ringMs >= range.min && ringMs <= range.max)) return;
  throw new CallingError(
    "invalid-request",
    `redirect: ringMs is ${ringMs}; ${holder.adapter.name} takes ${range.min} to ${range.max}`,
    {
      provider: holder.adapter.name,
      verb: "redirect",
      hint: "Leave ringMs out for the provider's own time.",
    },
  );
}
