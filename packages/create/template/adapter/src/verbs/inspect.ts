import { defineVerb } from "@trunkline/core";
import type { MyLineClient } from "../client.js";

/** Asks about the call. "Alive" may mean that it still rings, so that is all the answer says. */
export function inspect(client: MyLineClient) {
  return defineVerb<"inspect">()({
    repeat: "safe",
    completes: "acceptance",
    run: async (_input, context) => ({ found: { state: (await client.isAlive(context)) ? "alive" : "gone" } }),
  });
}
