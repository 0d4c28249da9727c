import type { Adapter } from "../adapter/adapter.js";
import type { Taken, Verb, VerbContext } from "../adapter/verb.js";
import type { VerbName } from "../adapter/verb-name.js";
import type { Clock } from "../clock/clock.js";
import { wait } from "../clock/wait.js";
import { CallingError } from "../errors/calling-error.js";

/** How often one request is tried at the most. */
const mostTries = 4;
/** The first pause between two tries where the provider names none, ms; doubled each time. */
const firstPauseMs = 250;

interface Sending {
  readonly adapter: Adapter;
  readonly name: VerbName;
  readonly clock: Clock;
  /** When the caller stops waiting, ms since 1970. */
  readonly until: number;
}

/**
 * Sends a request by our policy: again only when it is known not to have taken effect, or cannot take effect twice;
 * never past the caller's deadline; and a request that may have been carried out is `outcome-unknown`, not tried again.
 */
export async function send<I, P>(
  verb: Verb<I, P>,
  input: I,
  context: VerbContext,
  options: P | undefined,
  sending: Sending,
): Promise<Taken> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await verb.run(input, context, options);
    } catch (thrown) {
      if (context.signal.aborted && context.signal.reason instanceof CallingError) throw context.signal.reason;
      const error = CallingError.is(thrown) ? thrown : sending.adapter.mapError(thrown, sending.name);
      const lost = error.code === "timeout" || error.code === "unavailable";
      const harmless = error.retryable || (verb.repeat === "safe" && lost);
      const pause = error.retryAfterMs ?? firstPauseMs * 2 ** (attempt - 1);
      const again = harmless && attempt < mostTries && sending.clock.now() + pause < sending.until;
      if (!again) throw lost && !harmless ? unknownOutcome(error, sending) : error;
      await wait(sending.clock, pause, context.signal);
    }
  }
}

function unknownOutcome(cause: CallingError, { adapter, name }: Sending): CallingError {
  return new CallingError("outcome-unknown", `${name}: the provider's answer was lost; it may have been carried out`, {
    provider: adapter.name,
    verb: name,
    hint: "Sending it again could do it twice: look at the call, or ask whoever was called, before you do.",
    ...(cause.status === undefined ? {} : { status: cause.status }),
    ...(cause.requestId === undefined ? {} : { requestId: cause.requestId }),
    cause,
  });
}
