import type { Verb } from "./verb.js";
import type { VerbInputs } from "./verb-inputs.js";
import type { VerbName } from "./verb-name.js";

/**
 * Defines how an adapter carries out a verb, typed by the verb's input and by the schema of its provider options:
 * `defineVerb<"redirect">()({ options: z.strictObject({ … }), run: async (input, context, options) => … })`.
 */
export function defineVerb<V extends VerbName>() {
  return <P = undefined>(definition: Verb<VerbInputs[V], P>): Verb<VerbInputs[V], P> => definition;
}
