import type { Adapter } from "../adapter/adapter.js";
import type { Verb, VerbCall } from "../adapter/verb.js";
import type { VerbInputs } from "../adapter/verb-inputs.js";
import type { VerbName } from "../adapter/verb-name.js";
import type { CallRecord } from "../record/call-record.js";
import { CallingError } from "../words/calling-error.js";

/** The adapter's verb. @throws CallingError `unsupported` when it has none. */
export function requireVerb<V extends VerbName>(
  adapter: Adapter,
  name: V,
  narrowed?: string,
): Verb<VerbInputs[V], unknown> {
  const verb: Verb<VerbInputs[V], unknown> | undefined = adapter.verbs[name];
  if (verb && narrowed === undefined) return verb;
  const why = narrowed ?? adapter.absent?.[name] ?? "this provider has no such thing";
  throw new CallingError("unsupported", `${name}: not with ${adapter.name}: ${why}`, {
    provider: adapter.name,
    verb: name,
    hint: "See calling.capabilities for what it can do.",
  });
}

/** Lets the adapter look at the input before any request. @throws CallingError `invalid-request` or `unsupported`. */
export function checkInput<V extends VerbName>(
  adapter: Adapter,
  name: V,
  verb: Verb<VerbInputs[V], unknown>,
  input: VerbInputs[V],
  call: VerbCall,
): void {
  const refusal = verb.refuse?.(input, call);
  if (!refusal) return;
  throw new CallingError(refusal.code, `${name}: ${refusal.message}`, {
    provider: adapter.name,
    verb: name,
    ...(refusal.hint === undefined ? {} : { hint: refusal.hint }),
  });
}

/** Verbs that work on a line that is up. */
const onTheLine: ReadonlySet<VerbName> = new Set(["transfer", "sendDtmf", "subscribeDtmf", "play", "cancelMedia"]);

/** @throws CallingError `conflict` when the verb needs a line and there is none yet. */
export function requireLine(name: VerbName, record: CallRecord): void {
  if (record.wasConnected || !onTheLine.has(name)) return;
  throw new CallingError("conflict", `${name}: the call is not connected yet, it is ${record.state}`, {
    verb: name,
    hint: "Await call.connected first.",
  });
}
