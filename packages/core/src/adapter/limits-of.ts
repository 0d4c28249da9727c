import type { Capability, Limits } from "./capabilities.js";
import type { VerbName } from "./verb-name.js";

type Figures = NonNullable<Capability["limits"]>;

/** The limits of a provider, by the verb that they are about. */
export function limitsOf(limits: Limits, verb: VerbName): Figures | undefined {
  const known: Record<string, number | boolean> = {};
  for (const [name, figure] of Object.entries(figuresOf(limits, verb))) if (figure !== undefined) known[name] = figure;
  return Object.keys(known).length === 0 ? undefined : known;
}

function figuresOf(limits: Limits, verb: VerbName): Record<string, number | boolean | undefined> {
  switch (verb) {
    case "create":
      return { mostParties: limits.groupTargets?.max, setUpMs: limits.setUpMs };
    case "join":
      return { setUpMs: limits.setUpMs };
    case "answer":
    case "reject":
      return { withinMs: limits.answerWithinMs };
    case "redirect":
      return {
        withinMs: limits.answerWithinMs,
        targets: limits.redirectTargets,
        leastRingMs: limits.redirectRingMs?.min,
        mostRingMs: limits.redirectRingMs?.max,
      };
    case "sendDtmf":
      return { tonesAtOnce: limits.sendDtmfTones, gap: limits.sendDtmfGap };
    case "play":
      return { promptsAtOnce: limits.prompts };
    case "keepAlive":
      return { everyMs: limits.keepAliveEveryMs };
    default:
      return {};
  }
}
