import type { CallActor } from "../actor/call-actor.js";
import type { OperationControls } from "../interface/operation.js";
import { decodeError } from "../record/error-codec.js";
import type { OperationOutcome } from "../record/happening.js";
import { whyNotReached } from "../reduce/give-back.js";
import { codesOf, type EndReason, type ResultInfo } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";
import { type KnownCall, nameError, type VerbFacts } from "./check-verb.js";

/** How the bot waits for the end of an operation. */
export interface Awaiting<T> {
  readonly verb: VerbFacts;
  readonly signal: AbortSignal | undefined;
  /** What the operation yields. */
  readonly yield: (outcome: OperationOutcome) => T;
  /** Stops the work, where it can be stopped. */
  readonly cancel: () => Promise<void>;
}

/** Waits for the end of an operation, on whichever instance it was begun. Returns the way to stop waiting. */
export function awaitEnd<T>(
  actor: CallActor,
  id: string,
  { verb, signal, yield: read, cancel }: Awaiting<T>,
  controls: OperationControls<T>,
): () => void {
  const abort = () => {
    controls.fail(signal?.reason);
    cancel().catch(() => {});
  };
  const leave = () => signal?.removeEventListener("abort", abort);
  signal?.addEventListener("abort", abort, { once: true });
  const stop = actor.waiters.add(id, {
    accepted: (warnings) => controls.accept({ warnings }),
    ended({ outcome }) {
      leave();
      try {
        if (outcome.outcome === "failed") controls.fail(outcomeError(actor, verb, outcome));
        else controls.complete(read(outcome));
      } catch (error) {
        controls.fail(error);
      }
    },
    failed(error) {
      leave();
      controls.fail(nameError(error, actor, verb.name));
    },
  });
  return () => {
    leave();
    stop();
  };
}

/** The error of an operation that failed: the one that was thrown here, or what is on record of it. */
export function outcomeError(
  { adapter, record, ref }: Pick<KnownCall, "adapter" | "record" | "ref">,
  { name, dials }: VerbFacts,
  { error, result, hint }: OperationOutcome,
): CallingError {
  const about = { provider: record.provider, verb: name, callRef: ref };
  if (error) return decodeError(error, about);
  const reason = dials ? whyNotReached(adapter, result) : undefined;
  return new CallingError("operation-failed", words(name, result, reason), {
    ...about,
    ...(result ? { providerCode: String(result.subcode || result.code) } : {}),
    ...(result?.failedPrompt === undefined ? {} : { failedPrompt: result.failedPrompt }),
    ...(hint === undefined ? {} : { hint }),
    ...(reason === undefined ? {} : { reason }),
  });
}

function words(verb: string, result: ResultInfo | undefined, reason: EndReason | undefined): string {
  const why = reason ? `: ${reason.kind}` : "";
  const figures = result ? ` (${codesOf(result)})` : "";
  const said = result?.message.replace(/[.\s]+$/, "") || reason?.message;
  return `${verb} failed${why}${figures}${said ? `: ${said}` : ""}`;
}
