import { z } from "zod";
import type { Adapter } from "../adapter/adapter.js";
import type { IncomingSignal } from "../adapter/signal.js";
import { type DecisiveVerb, defineVerb, type ResponseContext, type Verb } from "../adapter/verb.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { AwaitedDecision } from "../adapter/webhook.js";
import type { TestSignal } from "./loopback.fixture.js";

/** The provider says in its response to `undecided` that the line is busy. */
const busy = { status: 200, body: JSON.stringify({ verb: "busy" }) };

interface Ways {
  /** How the provider waits. */
  readonly awaits?: Partial<AwaitedDecision>;
  /** Decisions can be sent as well, for as long as the caller rings, ms. */
  readonly laterWithinMs?: number;
}

/** The provider waits ten seconds for the decision about a caller, in the response to the announcement. */
export function inResponse({ awaits, laterWithinMs }: Ways = {}): (adapter: Adapter) => Adapter {
  const awaitsDecision: AwaitedDecision = { withinMs: 10_000, undecided: busy, ...awaits };
  return (adapter) => ({
    ...adapter,
    limits: laterWithinMs === undefined ? {} : { answerWithinMs: laterWithinMs },
    verbs: {
      ...adapter.verbs,
      answer: responding("answer", adapter.verbs.answer, laterWithinMs !== undefined),
      reject: responding("reject", adapter.verbs.reject, laterWithinMs !== undefined),
      redirect: responding("redirect", adapter.verbs.redirect, laterWithinMs !== undefined),
    },
    webhook: {
      ...adapter.webhook,
      parse(inbound, principal) {
        const parsed = adapter.webhook.parse(inbound, principal);
        const waits = parsed.signals.some(({ kind }) => kind === "incoming");
        return waits ? { ...parsed, awaitsDecision } : parsed;
      },
    },
  });
}

function responding<V extends DecisiveVerb>(
  name: V,
  verb: Verb<VerbInputs[V], unknown> | undefined,
  requests: boolean,
): Verb<VerbInputs[V], unknown> {
  const { run, ...rules } = verb ?? {};
  const respond = (input: VerbInputs[V], { operationId, callbackUrl, memo }: ResponseContext, options: unknown) => ({
    status: 200,
    body: JSON.stringify({ verb: name, input, operationId, callbackUrl, memo, options }),
  });
  // Only a decision that is defined without a request gets one that says it is too late.
  const tooLate = defineVerb<"answer">()({ respond: () => busy }).run;
  return {
    ...rules,
    options: z.strictObject({ note: z.string() }),
    respond,
    run: requests && run ? run : (_input, context) => tooLate({}, context, undefined),
  };
}

/** A caller is announced. */
export function announced(more: Partial<IncomingSignal> = {}): TestSignal {
  return {
    kind: "incoming",
    id: "incoming",
    providerCallId: "p1",
    from: { kind: "phone", number: "+14255550123" },
    to: { kind: "phone", number: "+14255550100" },
    ...more,
  };
}
