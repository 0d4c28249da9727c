import type { Adapter } from "../adapter/adapter.js";
import type { Limits } from "../adapter/capabilities.js";
import type { Verb, VerbCall } from "../adapter/verb.js";
import type { VerbInputs, VerbName } from "../adapter/verb-inputs.js";
import type { CallRecord } from "../record/call-record.js";
import type { CommandOptions } from "../record/command.js";
import { CallingError, type ErrorCode } from "../words/calling-error.js";
import { checkMs, validate } from "../words/validate.js";

/** What core knows of a verb, whichever adapter carries it out. */
export interface VerbFacts<N extends string = string> {
  readonly name: N;
  /** It works on a connected call. */
  readonly needsLine?: boolean;
  /** It begins a call: the provider's yes is all that there is to wait for. */
  readonly opens?: boolean;
  /** It calls somebody while the call goes on: its failure says why that party is not there. */
  readonly dials?: boolean;
  /**
   * How a provider refuses a repeat of the request because the first one, whose answer was lost, was carried out. Events then
   * say what became of the call.
   */
  readonly refusedWhenDone?: readonly ErrorCode[];
  /** What a bot can do where a provider does not have the verb: the hint of the refusal. */
  readonly instead?: string;
  /** The limits that its capability shows. */
  readonly figures?: (limits: Limits) => Readonly<Record<string, number | boolean | undefined>>;
}

/** The options that every verb takes on every adapter. */
export interface GivenOptions extends CommandOptions {
  readonly signal?: AbortSignal;
}

/** The call that a verb is checked against, as this instance knows it: it need not hold it. */
export interface KnownCall {
  readonly adapter: Adapter;
  readonly record: CallRecord;
  readonly ref: string;
  /** @throws CallingError `superseded` or `call-ended` when nothing can be done on the call any more. */
  requireLive(): void;
}

/** A request as an adapter is asked for it. */
export interface Asked<V extends VerbName = VerbName> {
  readonly verb: VerbFacts<V>;
  readonly input: VerbInputs[V];
  readonly options: GivenOptions;
}

/** How the adapter carries it out, and the provider's own options for it. */
export interface Checked<V extends VerbName> {
  readonly verb: Verb<VerbInputs[V], unknown>;
  readonly own: unknown;
}

/**
 * Everything that can be refused before anything is written or sent. Pure.
 * @throws CallingError that names provider, verb and call.
 */
export function checkRequest<V extends VerbName>(call: KnownCall, asked: Asked<V>): Checked<V> {
  try {
    return checkAsked(call.adapter, requirePossible(call, asked.verb), asked, call.record);
  } catch (error) {
    throw nameError(error, call, asked.verb.name);
  }
}

/** The adapter's verb, if it can be carried out on the call as that stands, whatever the input. @throws CallingError. */
export function requirePossible<V extends VerbName>(
  call: KnownCall,
  facts: VerbFacts<V>,
): Verb<VerbInputs[V], unknown> {
  call.requireLive();
  const verb = requireVerb(call.adapter, facts, whyNarrowed(call, facts));
  requireNotReleased(facts, call.record);
  requireLine(facts, call.record);
  return verb;
}

/** The same for what the provider does on every call without a request, if it can be done on this one. */
export function checkUnasked(call: KnownCall, facts: VerbFacts<VerbName>): void {
  try {
    call.requireLive();
    const narrowed = whyNarrowed(call, facts);
    if (narrowed !== undefined) throw unsupported(call.adapter, facts, narrowed);
    requireLine(facts, call.record);
  } catch (error) {
    throw nameError(error, call, facts.name);
  }
}

/** Whether the adapter has the verb, and this very call too. */
export function hasVerb(call: KnownCall, facts: VerbFacts<VerbName>): boolean {
  return call.adapter.verbs[facts.name] !== undefined && whyNarrowed(call, facts) === undefined;
}

/** Why this very call does not have the verb, if it does not. */
export function whyNarrowed({ adapter, record }: KnownCall, { name }: VerbFacts<VerbName>): string | undefined {
  return adapter.narrow?.({ memo: record.memo, group: record.group })[name];
}

/** The same for a request that begins a call. */
export function checkOpening<V extends VerbName>(adapter: Adapter, asked: Asked<V>): Checked<V> {
  return checkAsked(adapter, requireVerb(adapter, asked.verb), asked, { memo: null });
}

function checkAsked<V extends VerbName>(
  adapter: Adapter,
  verb: Verb<VerbInputs[V], unknown>,
  { verb: { name }, input, options }: Asked<V>,
  call: VerbCall,
): Checked<V> {
  checkOptions(adapter, name, options);
  const refusal = verb.refuse?.(input, call);
  if (refusal) {
    const { code, message, hint } = refusal;
    const about = { provider: adapter.name, verb: name, ...(hint === undefined ? {} : { hint }) };
    throw new CallingError(code, `${name}: ${message}`, about);
  }
  return { verb, own: ownOptions(adapter, name, verb, options) };
}

/** The adapter's verb. @throws CallingError `unsupported` when it has none. */
export function requireVerb<V extends VerbName>(
  adapter: Adapter,
  facts: VerbFacts<V>,
  narrowed?: string,
): Verb<VerbInputs[V], unknown> {
  const { name } = facts;
  const verb: Verb<VerbInputs[V], unknown> | undefined = adapter.verbs[name];
  if (verb && narrowed === undefined) return verb;
  throw unsupported(adapter, facts, narrowed ?? adapter.absent?.[name] ?? "this provider has no such verb");
}

function unsupported(adapter: Adapter, { name, instead }: VerbFacts, why: string): CallingError {
  return new CallingError("unsupported", `${name}: not with ${adapter.name}: ${why}`, {
    provider: adapter.name,
    verb: name,
    hint: instead ?? "See calling.capabilities for what it can do.",
  });
}

/** @throws CallingError `conflict` if the verb needs a connected call and it is not connected yet. */
function requireLine({ name, needsLine }: VerbFacts, record: CallRecord): void {
  if (record.wasConnected || !needsLine) return;
  throw new CallingError("conflict", `${name}: the call is not connected yet, it is ${record.state}`, {
    verb: name,
    hint: "Await call.connected first.",
  });
}

/** @throws CallingError `conflict` if the bot is out of the call and could only hang it up. */
export function requireNotReleased({ name }: Pick<VerbFacts, "name">, { released }: CallRecord): void {
  if (!released || name === "hangUp") return;
  throw new CallingError("conflict", `${name}: the bot is out of the call since its ${released}`, {
    verb: name,
    hint: "Wait for `call-returned`, or hang up.",
  });
}

/** @throws CallingError `invalid-request` for a context longer than the provider carries or a wrong time; the signal's reason. */
function checkOptions(adapter: Adapter, name: string, given: GivenOptions): void {
  given.signal?.throwIfAborted();
  checkMs(`${name}: timeoutMs`, given.timeoutMs, { provider: adapter.name, verb: name });
  const most = adapter.limits.contextLength;
  if (given.context === undefined || most === undefined || given.context.length <= most) return;
  throw new CallingError(
    "invalid-request",
    `${name}: context has ${given.context.length} characters, ${adapter.name} carries ${most}`,
    {
      provider: adapter.name,
      verb: name,
      hint: "Keep what belongs to the call in call.data, and a short key in context.",
    },
  );
}

/** The provider's own options for this verb, checked; those of other providers are not looked at. */
function ownOptions<I, P>(adapter: Adapter, name: string, verb: Verb<I, P>, given: GivenOptions): P | undefined {
  const own = given.providerOptions?.[adapter.name];
  if (own === undefined) return undefined;
  const what = `${name}: providerOptions.${adapter.name}`;
  if (!verb.options)
    throw new CallingError("invalid-request", `${what}: there are none for this verb`, {
      provider: adapter.name,
      verb: name,
    });
  return validate(verb.options, own, what);
}

/** The same error, naming provider, verb and call where it does not yet. */
export function nameError(error: unknown, call: Pick<KnownCall, "adapter" | "ref">, verb: string): unknown {
  if (!CallingError.is(error)) return error;
  return error.about({
    provider: error.provider ?? call.adapter.name,
    verb: error.verb ?? verb,
    callRef: error.callRef ?? call.ref,
  });
}
