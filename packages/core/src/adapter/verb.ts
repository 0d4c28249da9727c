import type { AbortSignalLike } from "../base/ending.js";
import type { Json } from "../base/json.js";
import type { CallState, ResultInfo } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";
import type { StandardSchema } from "../words/validate.js";
import type { Reply } from "./callback.js";
import type { CloudsOfVerb } from "./optional.js";
import type { VerbInputs, VerbName } from "./verb-inputs.js";

/** What one provider says of one verb, beside how it is carried out. */
export interface VerbRules<I = unknown, P = unknown> extends CloudsOfVerb {
  /** The schema of the provider's own options for this verb (`providerOptions[adapter.name]`). Absent: it has none. */
  readonly options?: StandardSchema<P>;
  /** The least-privileged permission that the verb needs, by its real role name. */
  readonly permission?: string;
  /** The kinds of input that it takes, for a verb that has kinds: of `join`, the targets. */
  readonly kinds?: readonly string[];
  /**
   * May the request be sent again when its answer was lost? `safe`: yes, it cannot happen twice. `{ safeForMs }`: yes, but only for that long
   * after it was first sent, because the provider remembers what it has carried out for no longer. `never`: no. Where it may not be sent
   * again, a lost answer becomes `outcome-unknown`. Default `never`.
   *
   * After a takeover `safeForMs` is counted by the clocks of two instances: give less than the provider's figure by what they may differ.
   */
  readonly repeat?: "safe" | "never" | { readonly safeForMs: number };
  /**
   * How the end of the work is learned. `signal`: a later callback says so (an `operation` signal, or a state).
   * `acceptance`: the provider's yes is the end of it. `roster`: of `hold` and `unhold`, the provider says yes and reports no completion; the next roster
   * that shows the participant so is the end of it, and an `operation` signal that `failed` still counts. Default `signal`.
   *
   * Of a redirect, `signal` says that the provider gives the caller back if the target does not take the call: it then reports the operation as
   * `failed`, and core offers the call again.
   */
  readonly completes?: "signal" | "acceptance" | "roster";
  /**
   * How long the provider may take to report the end of the work, ms, from when it was asked for it: a transfer may ring for minutes. Replaces
   * core's own figure for the verb; a bot's `timeoutMs` replaces both. When it is over core asks the provider about the call, and the operation
   * fails with `timeout`. Without meaning for `create` and `join` (see `limits.setUpMs`) and for a prompt that loops. Absent: core's figure.
   */
  readonly completesWithinMs?: number;
  /** The verb makes further legs, whose events come to the call's address: `Signal.leg` says whose they are. */
  readonly makesLegs?: boolean;
  /** The provider reports nothing more about a call once it has accepted this verb: core ends the call itself. Not together with `releases`. */
  readonly endsCall?: boolean;
  /**
   * Of `transfer` and `redirect`: once it has succeeded the bot is out of the call, but the provider goes on reporting the call, may give it back
   * (`ReturnedSignal`), and reports its end. Until then only `hangUp` is possible. Not together with `endsCall`.
   */
  readonly releases?: boolean;
  /**
   * Says why this input cannot be carried out, before any request: an unreachable kind of party, a limit, a missing setting.
   * Pure. Method syntax on purpose: a table of verbs holds differently typed ones.
   */
  refuse?(input: I, call: VerbCall): Refusal | undefined;
  /**
   * For verbs that begin a call: what core keeps of it from before the request is sent, since events may overtake the answer. What
   * `run` returns as `memo` replaces it. Pure.
   */
  memo?(input: I, options: P | undefined): Json;
}

/** How one provider carries out one verb. Made with `defineVerb`; one file a verb. */
export interface Verb<I = unknown, P = unknown> extends VerbRules<I, P> {
  /** Sends the request. Throws what the client throws; `adapter.mapError` reads it. */
  run(input: I, context: VerbContext, options: P | undefined): Promise<VerbAnswer>;
  /**
   * Of `answer`, `reject` and `redirect`, where the provider waits for the decision in the response to its announcement of the call
   * (`Parsed.awaitsDecision`): that response. While one is held the decision goes there and `run` is not called; giving it counts as the
   * provider's yes. Pure. Absent: the decision is always sent by `run`.
   */
  respond?(input: I, context: ResponseContext, options: P | undefined): Reply;
}

/** Whether a request whose answer was lost may be sent again, so many ms after it was first sent. */
export function mayRepeat({ repeat }: Pick<Verb, "repeat">, afterMs: number): boolean {
  if (typeof repeat === "object") return afterMs < repeat.safeForMs;
  return repeat === "safe";
}

/** Why a verb is refused before any request. */
export interface Refusal {
  readonly code: "invalid-request" | "unsupported";
  readonly message: string;
  readonly hint?: string;
}

/** What is known of the call when a verb is checked. */
export interface VerbCall {
  /** What `parse` or an earlier verb asked core to keep of the call. */
  readonly memo: Json;
}

/** What a decision is given that goes into a response. */
export interface ResponseContext extends VerbCall {
  /** Our id of this operation, a UUID. Goes on the wire where the provider gives it back with the completion. */
  readonly operationId: string;
  /** The provider's id of the call; `""` while it has none (create, join, and answering on some providers). */
  readonly providerCallId: string;
  /** Where callbacks of this call go: the configured URL, the call's key and a MAC. Of no use where `Webhook.reportsAt` is `"webhook"`. */
  readonly callbackUrl: string;
}

/** What a verb is given beside its input. */
export interface VerbContext extends ResponseContext {
  /** When the operation was first tried, ms since 1970. A repeat has the same. */
  readonly firstSentAt: number;
  /** Aborts when the result is no longer wanted, or the time is up. Made when it is first read. */
  readonly signal: AbortSignal;
  /** The same for clients that need no real `AbortSignal`, which is expensive to make. */
  readonly ending: AbortSignalLike;
}

/** What the provider said when it took the request. */
export interface VerbAnswer {
  readonly providerCallId?: string | undefined;
  /** The provider's id of the operation, where it mints one of its own. */
  readonly providerOperationId?: string | undefined;
  /** The provider's ids of the legs that the verb made, beside the call's own. The last fifty of a call are kept. */
  readonly legs?: readonly string[] | undefined;
  /** Our own participant id, if the provider reports it: finds us in the roster. */
  readonly participantId?: string | undefined;
  /** How the call stands now, where the answer says so. */
  readonly state?: CallState | undefined;
  /** What core shall keep of the call for later verbs; replaces the memo. */
  readonly memo?: Json | undefined;
  /** For `inspect`: what was found. */
  readonly found?: Found | undefined;
  /**
   * No completion will come, regardless of `completes`. `true`: the work is done. `{ inMs }`: it is done so many ms from now, and core completes
   * the operation then, on whichever instance; `run` does not wait for it. `Infinity`: of a prompt that loops. Prompts and tones that
   * `cancelMedia` stops before that end at once. The bot's `timeoutMs` wins where it is shorter.
   */
  readonly done?: boolean | { readonly inMs: number } | undefined;
  readonly requestId?: string | undefined;
  /** What could be honored only in part. */
  readonly warnings?: readonly string[] | undefined;
}

/**
 * How the provider says a call stands, when asked. `alive`: it knows the call and says no more, so the call stays as it is known here.
 * `gone`: it knows no such call (any more).
 */
export interface Found {
  readonly state: CallState | "alive" | "gone";
  readonly result?: ResultInfo;
}

/** The verbs that an adapter has. An absent one is emulated by core from the others, or `unsupported`. */
export type Verbs = { readonly [V in VerbName]?: Verb<VerbInputs[V], unknown> & OfVerb<V> };

/** For the compiler alone: which verb a definition is of, so that none stands for another whose input looks the same. */
export interface OfVerb<V extends VerbName> {
  readonly "~verb"?: (verb: V) => void;
}

/** The verbs that decide about an incoming call. */
export type DecisiveVerb = "answer" | "reject" | "redirect";

/**
 * Defines how an adapter carries out a verb, typed by the verb's input and by the schema of its provider options:
 * `defineVerb<"redirect">()({ options: z.strictObject({ … }), run: async (input, context, options) => … })`. A decision has `run`, `respond`, or both.
 */
export function defineVerb<V extends VerbName>(): DefineVerb<V> {
  return (definition) => complete(definition);
}

function complete<I, P>(definition: VerbRules<I, P> & Partial<Verb<I, P>>): Verb<I, P> {
  return Object.assign(definition, { run: definition.run ?? tooLate });
}

interface DefineVerb<V extends VerbName> {
  /** By a request. On its own, so that a function may define several verbs that are alike. */
  <P = undefined>(definition: ByRequest<V, P>): Verb<VerbInputs[V], P> & OfVerb<V>;
  <P = undefined>(definition: ByRequest<V, P> | InResponse<V, P>): Verb<VerbInputs[V], P> & OfVerb<V>;
}

type Rules<V extends VerbName, P> = VerbRules<VerbInputs[V], P> & Leaving;

type ByRequest<V extends VerbName, P> = Rules<V, P> & Pick<Verb<VerbInputs[V], P>, "run">;

type InResponse<V extends VerbName, P> = V extends DecisiveVerb
  ? Rules<V, P> & { readonly run?: Verb<VerbInputs[V], P>["run"] } & Required<Pick<Verb<VerbInputs[V], P>, "respond">>
  : never;

/** A decision that the provider takes in the response alone, and no response is held for it any more. */
async function tooLate(): Promise<never> {
  throw new CallingError(
    "conflict",
    "the response is over without the decision, and the provider takes it nowhere else",
    {
      hint: "Decide before decideBy.",
    },
  );
}

/** A call of which nothing more is reported cannot be given back. */
type Leaving = { readonly endsCall?: boolean; readonly releases?: false } | { readonly endsCall?: false };
