import type { Instance } from "../actor/instance.js";
import type { Adapter } from "../adapter/adapter.js";
import type { Reply } from "../adapter/callback.js";
import type { DecisiveVerb, ResponseContext, Verb } from "../adapter/verb.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { AwaitedDecision, Parsed } from "../adapter/webhook.js";
import { Ending } from "../base/ending.js";
import type { CallRecord } from "../record/call-record.js";
import type { RespondedEntry } from "../record/held-response.js";
import type { RequestRecord } from "../record/operation-record.js";
import { decodeInput, encodeResponse } from "../record/record-codec.js";
import { type FollowPorts, followRecord } from "../remote/follow-record.js";
import { insist } from "../store/insist.js";
import { CallingError } from "../words/calling-error.js";
import { type AppendPorts, append, type Hold } from "./accept-signals.js";

/** How much of the sender's time is kept back for the response to travel, ms. */
const marginMs = 1000;
/** How many may be held, as for callbacks that wait for the store. */
const mostHeld = 1000;
/** For how long this instance tries to say that a response is given, ms. */
const reportMs = 5000;

/** What holding responses needs. */
export interface HoldPorts extends FollowPorts, Pick<Instance, "newId" | "inFlight" | "callbackUrlOf"> {
  readonly append: AppendPorts;
}

/** A response that is held for a decision. */
interface Held extends Hold {
  readonly awaited: AwaitedDecision;
  /** Until when it is held, ms since 1970. */
  readonly until: number;
}

/** What a response is made of. */
type Decided = Pick<CallRecord, "providerCallId" | "memo"> & {
  readonly verb: DecisiveVerb;
  readonly operation: string;
  readonly request: RequestRecord;
};

/**
 * Where the responses to announcements wait for the decision, whichever instance makes it. That one is held, and what is given in it, goes through
 * the inbox of the call: so the decision is given once more to a sender that repeats the announcement, and it is known when nothing takes it any more.
 */
export class HeldResponses {
  readonly #ports: HoldPorts;
  readonly #closing = new Ending();
  #held = 0;

  constructor(ports: HoldPorts) {
    this.#ports = ports;
  }

  /** The instance closes: what is still held is given without a decision. */
  close(): void {
    this.#closing.end(() => undefined);
  }

  /**
   * Prepares to hold the response to a callback that arrived `at` (ms since 1970); `undefined` if its sender does not wait for a decision.
   * @throws CallingError `unavailable` when too many are held.
   */
  begin({ awaitsDecision, signals }: Parsed, { limits }: Adapter, at: number): Held | undefined {
    if (!awaitsDecision) return undefined;
    if (this.#held >= mostHeld)
      throw new CallingError("unavailable", "too many responses are held for decisions: announce the call again");
    const { clock, newId } = this.#ports;
    const { withinMs, asksAgain = false } = awaitsDecision;
    const incoming = signals.find((signal) => signal.kind === "incoming");
    const offeredMs = incoming?.answerWithinMs ?? limits.answerWithinMs ?? 0;
    const [id, until] = [newId(), at + withinMs - marginMs];
    const held = { kind: "held", id, asksAgain, endsOffer: !asksAgain && offeredMs <= withinMs } as const;
    return {
      awaited: awaitsDecision,
      until,
      id,
      key: undefined,
      entry: () => ({ id: `held:${id}`, body: encodeResponse({ ...held, forMs: Math.max(until - clock.now(), 0) }) }),
    };
  }

  /** Waits for the decision until the sender's time is up, the sender is gone, or the instance closes. @returns the response. */
  async respond({ id, key, awaited, until }: Held, adapter: Adapter, sender: AbortSignal): Promise<Reply> {
    if (key === undefined) return awaited.undecided;
    const decided = await this.#decision(key, until, sender);
    let given: RespondedEntry = { kind: "responded", id };
    try {
      if (!decided || sender.aborted) return awaited.undecided;
      const reply = replyWith(adapter, decided, this.#ports.callbackUrlOf(key));
      given = { ...given, operation: decided.operation };
      return reply;
    } finally {
      this.#report(key, given);
    }
  }

  async #decision(key: string, until: number, sender: AbortSignal): Promise<Decided | undefined> {
    const { clock, append } = this.#ports;
    const over = new AbortController();
    const end = () => over.abort();
    if (sender.aborted || this.#closing.over) end();
    const cancelTimer = clock.setTimer(until - clock.now(), end);
    const stop = this.#closing.on(end);
    sender.addEventListener("abort", end, { once: true });
    this.#held++;
    try {
      return (await followRecord(this.#ports, key, decisionIn, { signal: over.signal })) || undefined;
    } catch (error) {
      if (!over.signal.aborted) append.workFailed(error);
      return undefined;
    } finally {
      this.#held--;
      cancelTimer();
      stop();
      sender.removeEventListener("abort", end);
    }
  }

  /** Not awaited: the sender has waited long enough. If it fails, or this instance dies before, the outcome of the decision is unknown. */
  #report(key: string, given: RespondedEntry): void {
    const { clock, inFlight, append: ports } = this.#ports;
    const entries = [{ id: `responded:${given.id}`, body: encodeResponse(given) }];
    const reporting = insist(() => append(ports, key, entries), { clock, until: clock.now() + reportMs });
    inFlight.add(reporting).catch((error: unknown) => ports.workFailed(error));
  }
}

/** The decision for a response; `false` when there will be none for it, as for a call that is forgotten; `undefined` while there may be. */
function decisionIn(record: CallRecord | undefined): Decided | false | undefined {
  if (!record) return false;
  const { decision, state, providerCallId, memo } = record;
  if (!decision?.response) return decision || state !== "incoming" ? false : undefined;
  return { verb: decision.verb, operation: decision.operation, request: decision.response, providerCallId, memo };
}

function replyWith(adapter: Adapter, { verb, operation, request, providerCallId, memo }: Decided, url: string): Reply {
  return respondBy(adapter, verb, request, { operationId: operation, providerCallId, callbackUrl: url, memo });
}

function respondBy<V extends DecisiveVerb>(
  adapter: Adapter,
  name: V,
  request: RequestRecord,
  context: ResponseContext,
): Reply {
  const verb: Verb<VerbInputs[V], unknown> | undefined = adapter.verbs[name];
  const reply = verb?.respond?.(decodeInput(name, request), context, request.own);
  if (reply) return reply;
  throw new CallingError("unsupported", `${name}: this version of ${adapter.name} does not give it in a response`);
}
