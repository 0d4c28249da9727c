import type { CallActor } from "../actor/call-actor.js";
import type { Adapter } from "../adapter/adapter.js";
import { decodeError } from "../record/error-codec.js";
import type { Outcome } from "../record/happening.js";
import { CallingError } from "../words/calling-error.js";
import { type EndReason, type ResultInfo, withFurther } from "../words/end-reason.js";

/** The error of an operation that failed: the one that was thrown here, or what is on record of it. */
export function outcomeError(actor: CallActor, verb: string, { error, result, hint }: Outcome): CallingError {
  const about = { provider: actor.record.provider, verb, callRef: actor.ref };
  if (error) return decodeError(error, about);
  const reason = dials.includes(verb) ? whyNot(actor.adapter, result) : undefined;
  return new CallingError("operation-failed", words(verb, result, reason), {
    ...about,
    ...(result ? { providerCode: String(result.subcode || result.code) } : {}),
    ...(result?.failedPrompt === undefined ? {} : { failedPrompt: result.failedPrompt }),
    ...(hint === undefined ? {} : { hint }),
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Verbs that call somebody while the call goes on: a failure says why that party is not there. */
const dials: readonly string[] = ["transfer"];

/** The party was called and never reached, as with a call of its own. */
function whyNot(adapter: Adapter, result: ResultInfo | undefined): EndReason {
  const said = result ?? { code: 0, subcode: 0, message: "" };
  return withFurther(adapter.endReason(said, { direction: "outgoing", wasConnected: false }), said);
}

function words(verb: string, result: ResultInfo | undefined, reason: EndReason | undefined): string {
  const why = reason ? `: ${reason.kind}` : "";
  const figures = result ? ` (${result.code}/${result.subcode})` : "";
  const said = result?.message.replace(/[.\s]+$/, "") || reason?.message;
  return `${verb} failed${why}${figures}${said ? `: ${said}` : ""}`;
}
