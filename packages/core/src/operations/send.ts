import type { Adapter } from "../adapter/adapter.js";
import { mayRepeat, type Verb, type VerbAnswer, type VerbContext } from "../adapter/verb.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import { type Clock, wait } from "../base/clock.js";
import { Ending } from "../base/ending.js";
import type { Json } from "../base/json.js";
import { CallingError } from "../words/calling-error.js";
import type { VerbFacts } from "./check-verb.js";

/** How often one request is tried at the most. */
const mostTries = 4;
/** The first pause between two tries, ms; doubled each time. A provider may ask for a longer one, not for a shorter one. */
const firstPauseMs = 250;

interface Sending {
  readonly adapter: Adapter;
  readonly facts: VerbFacts<VerbName>;
  readonly clock: Clock;
  /** When the caller stops waiting, ms since 1970. */
  readonly until: number;
  /** The call's own end: then there is nothing left to do, and its reason says why. */
  readonly callEnd?: Ending;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** It may have been sent before, by an instance that is gone. */
  readonly repeated?: boolean | undefined;
  /** How long ago it was first sent, ms. Absent: it is sent for the first time now. */
  readonly sentMsAgo?: number | undefined;
  /** Awaited before each try: throws when the call is not ours to do anything to. */
  readonly confirm: () => Promise<void>;
}

/**
 * Sends a request by our policy: again only when it is known not to have taken effect, or cannot take effect twice;
 * never past the caller's deadline; and a request that may have been carried out is `outcome-unknown`, not tried again.
 */
export async function send<I, P>(
  verb: Verb<I, P>,
  input: I,
  context: Omit<VerbContext, "signal" | "ending">,
  options: P | undefined,
  sending: Sending,
): Promise<VerbAnswer> {
  const { facts, clock, until, callEnd, signal: given, confirm } = sending;
  const bounds = { clock, until, callEnd, signal: given, late: () => tooLate(sending) };
  await confirm();
  if (callEnd?.over) throw callEnd.reason;
  given?.throwIfAborted();
  const firstSentAt = clock.now() - (sending.sentMsAgo ?? 0);
  let mayBeDone = sending.repeated ?? false;
  let anyLost = false;
  for (let attempt = 1; ; attempt++) {
    try {
      const run = (ending: Ending) => verb.run(input, new RequestContext(context, ending), options);
      return requireWhole(await requestScope(bounds, run), sending);
    } catch (thrown) {
      const error = read(thrown, sending);
      if (mayBeDone && facts.refusedWhenDone?.includes(error.code)) return {};
      const lost = wasLost(error);
      mayBeDone ||= lost;
      anyLost ||= lost;
      const pause = Math.max(error.retryAfterMs ?? 0, firstPauseMs * 2 ** (attempt - 1));
      const sendAt = clock.now() + pause;
      const harmless = anyLost ? mayRepeat(verb, sendAt - firstSentAt) && !given?.aborted : error.retryable;
      const again = harmless && (lost || error.retryable) && attempt < mostTries && sendAt < until;
      // A refusal of the last try says nothing of an earlier one whose answer was lost.
      const unknown = lost ? !harmless : anyLost && error.retryable;
      if (!again) throw unknown ? unknownOutcome(error, sending) : error;
      await requestScope(bounds, ({ signal }) => wait(clock, pause, signal).then(confirm)).catch((reason: unknown) => {
        throw lost && !callEnd?.over ? unknownOutcome(error, sending) : reason;
      });
    }
  }
}

/** An adapter's answer without what core cannot do without. The call may be there: so its author learns of it, and no bot waits for events that find no call. */
function requireWhole(answer: VerbAnswer, { adapter, facts: { name } }: Sending): VerbAnswer {
  const byName = adapter.webhook.reportsAt === "webhook" && (name === "create" || name === "join");
  const missing =
    name === "inspect" && !answer.found ? "found" : byName && !answer.providerCallId ? "providerCallId" : undefined;
  if (missing === undefined) return answer;
  throw new CallingError("operation-failed", `${name}: the adapter ${adapter.name} returned no ${missing}`, {
    hint: "That is a fault of the adapter: see VerbAnswer.",
  });
}

/** The request left, and its outcome is unknown. */
export function wasLost(error: CallingError): boolean {
  if (error.code === "outcome-unknown") return true;
  return (error.code === "timeout" || error.code === "unavailable") && !error.retryable;
}

function read(thrown: unknown, { adapter, facts: { name }, signal }: Sending): CallingError {
  if (signal?.aborted && thrown === signal.reason)
    return new CallingError("timeout", `${name}: the bot stopped waiting for the answer`, { cause: thrown });
  const error = CallingError.is(thrown) ? thrown : adapter.mapError(thrown, name);
  if (error.provider !== undefined && error.verb !== undefined) return error;
  return error.about({ provider: error.provider ?? adapter.name, verb: error.verb ?? name });
}

function tooLate({ adapter, facts: { name } }: Sending): CallingError {
  return new CallingError("timeout", `${name}: ${adapter.name} gave no answer in time`, {
    provider: adapter.name,
    verb: name,
  });
}

function unknownOutcome(cause: CallingError, { adapter, facts: { name } }: Sending): CallingError {
  return new CallingError("outcome-unknown", `${name}: the provider's answer was lost; it may have been carried out`, {
    provider: adapter.name,
    verb: name,
    hint: "Sending it again could do it twice: look at the call, or ask the other side, before you do.",
    ...(cause.status === undefined ? {} : { status: cause.status }),
    ...(cause.requestId === undefined ? {} : { requestId: cause.requestId }),
    cause,
  });
}

/** How long one request may take, and what stops it. */
export interface Bounds {
  readonly clock: Clock;
  /** When the caller stops waiting, ms since 1970. */
  readonly until: number;
  /** The call's own end. */
  readonly callEnd?: Ending | undefined;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** What it fails with when the time is up. */
  readonly late: () => Error;
}

/**
 * Makes one request under a signal of its own, and leaves nothing on the callers': they may live as long as the bot.
 * Stopped, or when the time is up, it is over, even if the client does not listen to its signal.
 */
function requestScope<T>(bounds: Bounds, request: (ending: Ending) => Promise<T>): Promise<T> {
  const { clock, until, callEnd, signal, late } = bounds;
  const scope = new Ending();
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      leave();
      reject(error);
    };
    const stop = (reason: unknown) => {
      scope.end(() => reason);
      fail(reason);
    };
    const abort = () => stop(signal?.reason);
    const stopListening = callEnd?.on(stop);
    signal?.addEventListener("abort", abort, { once: true });
    const cancelTimer = clock.setTimer(until - clock.now(), () => stop(late()));
    const leave = () => {
      stopListening?.();
      signal?.removeEventListener("abort", abort);
      cancelTimer();
    };
    try {
      request(scope).then((value) => {
        leave();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** What a verb is given for one try of its request. A class, because its signal is made only when it is read. */
class RequestContext implements VerbContext {
  readonly operationId: string;
  readonly firstSentAt: number;
  readonly providerCallId: string;
  readonly callbackUrl: string;
  readonly memo: Json;
  readonly ending: Ending;

  constructor(about: Omit<VerbContext, "signal" | "ending">, ending: Ending) {
    this.operationId = about.operationId;
    this.firstSentAt = about.firstSentAt;
    this.providerCallId = about.providerCallId;
    this.callbackUrl = about.callbackUrl;
    this.memo = about.memo;
    this.ending = ending;
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }
}
