import { type Clock, systemClock } from "@trunkline/core";
import { z } from "zod";

/** The options that every adapter of these clouds has. */
export const commonOptions = {
  /** Certificate authorities to trust in addition to Node's, PEM, such as a simulator's. */
  ca: z.union([z.string(), z.array(z.string())]).optional(),
  /** How long one request to the cloud may take, ms. */
  requestTimeoutMs: z.int().positive().default(30_000),
  /** Where time comes from. */
  clock: z
    .custom<Clock>((value) => typeof value === "object" && value !== null && "now" in value, "must be a Clock")
    .default(systemClock),
};

/** Options as environment variables give them: their names are right, their values are not checked yet. */
export type Unchecked<O> = { readonly [K in keyof O]?: unknown };

/** An address as an option. `wanted` says whose. */
export function addressSchema(wanted: string) {
  return z.url({ protocol: /^https?$/, error: `must be an http or https address: ${wanted}` });
}

/** An option, and what is wrong with it. */
export type Problem = readonly [option: string, message: string];

/**
 * A check of options that have to fit together, for `superRefine`. It is made even if others are wrong, as long as these can be read: one error
 * then names them all.
 */
export function fittingTogether<S extends z.ZodType>(parts: S, problemsOf: (parts: z.output<S>) => readonly Problem[]) {
  const check = (options: unknown, context: z.RefinementCtx) => {
    const read = parts.safeParse(options);
    if (!read.success) return;
    for (const [option, message] of problemsOf(read.data))
      context.addIssue({ code: "custom", path: [option], message, input: undefined });
  };
  const when = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;
  return [check, { when }] as const;
}
