import { defineVerb } from "@trunkline/core";

/** Nothing to do: the carrier reports the keys of every call. */
export function subscribeDtmf() {
  return defineVerb<"subscribeDtmf">()({ repeat: "safe", completes: "acceptance", run: async () => ({}) });
}
