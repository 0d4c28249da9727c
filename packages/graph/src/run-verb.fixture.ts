import type { VerbContext } from "@trunkline/core";
import {
  type Adapter,
  type CallingError,
  type VerbAnswer,
  type VerbInputs,
  type VerbName,
  validate,
} from "@trunkline/core";
import { contextOf } from "./graph-cloud.fixture.js";

/** Runs a verb as core does: refuses first, checks the provider's options, and reads errors by the adapter. */
export async function runVerb<V extends VerbName>(
  adapter: Adapter,
  name: V,
  input: VerbInputs[V],
  { own, ...context }: Partial<VerbContext> & { readonly own?: object } = {},
): Promise<VerbAnswer> {
  const verb = adapter.verbs[name];
  if (!verb) throw new Error(`no ${name}`);
  const full = contextOf(context);
  const refusal = verb.refuse?.(input, full);
  if (refusal) throw Object.assign(new Error(refusal.message), refusal);
  const options = own === undefined || !verb.options ? undefined : validate(verb.options, own, name);
  return verb.run(input, full, options);
}

/** The error that a verb ends in, in core's words. */
export async function failureOf(adapter: Adapter, name: VerbName, run: Promise<unknown>): Promise<CallingError> {
  try {
    await run;
  } catch (error) {
    return adapter.mapError(error, name);
  }
  throw new Error(`${name} succeeded`);
}
