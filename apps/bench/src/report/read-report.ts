import { z } from "zod";
import type { Report } from "./report.js";

const spread = z.object({ median: z.number(), low: z.number(), high: z.number() });

const table = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      name: z.string(),
      ours: z.boolean().optional(),
      // JSON has no `undefined`.
      cells: z.array(spread.nullable().transform((cell) => cell ?? undefined)),
    }),
  ),
  drawn: z.object({ column: z.number(), better: z.enum(["less", "more"]) }).optional(),
});

const goal = z.object({
  what: z.string(),
  wanted: z.union([z.object({ atMost: z.number() }), z.object({ atLeast: z.number() })]),
  reached: z.number(),
});

const report = z.object({
  node: z.string(),
  machine: z.string(),
  quick: z.boolean(),
  groups: z.array(z.object({ name: z.string(), title: z.string(), tables: z.array(table), goals: z.array(goal) })),
});

/** Reads what `npm run bench -- --json` has written. @throws ZodError when it is no report. */
export function readReport(json: string): Report {
  return report.parse(JSON.parse(json));
}
