import type { z } from "zod";
import type { callOptions } from "./media-options.js";

/** The `callOptions` of a request, of the type that the direction wants; absent when none were given. */
export function writeCallOptions(
  direction: "outgoing" | "incoming",
  options: z.output<typeof callOptions> | undefined,
): object | undefined {
  return options && { "@odata.type": `#microsoft.graph.${direction}CallOptions`, ...options };
}
