import type { Adapter } from "../adapter/adapter.js";
import type { Verb } from "../adapter/verb.js";
import { CallingError } from "../words/calling-error.js";
import { checkMs } from "../words/check-number.js";
import { validate } from "../words/validate.js";

/** The options that every verb takes, as a verb sees them once the types are behind us. */
export interface GivenOptions {
  readonly signal?: AbortSignal;
  readonly context?: string;
  readonly timeoutMs?: number;
  readonly providerOptions?: Readonly<Record<string, object | undefined>>;
}

/** The provider's own options for this verb, checked; those of other providers are not looked at. */
export function ownOptions<I, P>(adapter: Adapter, name: string, verb: Verb<I, P>, given: GivenOptions): P | undefined {
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

/** @throws CallingError `invalid-request` when the context is longer than the provider could carry or the time is none, or aborted already. */
export function checkGiven(adapter: Adapter, name: string, given: GivenOptions): void {
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
