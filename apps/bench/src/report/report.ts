import { z } from "zod";
import type { Spread } from "../measure/rounds.js";

const spreadSchema = z.object({ median: z.number(), low: z.number(), high: z.number() });

/** A figure from several rounds, or from one: then its spread is zero. JSON has no `undefined`: it is read from `null`. */
const cellSchema = spreadSchema.nullish().transform((cell) => cell ?? undefined);

const rowSchema = z.object({
  name: z.string(),
  /** The subject of the bench: it stands out in the picture. */
  ours: z.boolean().optional(),
  cells: z.array(cellSchema).readonly(),
});

const tableSchema = z.object({
  title: z.string(),
  columns: z.array(z.string()).readonly(),
  rows: z.array(rowSchema.readonly()).readonly(),
  /** The column that the picture shows; absent: none. */
  drawn: z.object({ column: z.number(), better: z.enum(["less", "more"]) }).optional(),
});

const goalSchema = z.object({
  what: z.string(),
  wanted: z.union([z.object({ atMost: z.number() }), z.object({ atLeast: z.number() })]),
  reached: z.number(),
});

const groupSchema = z.object({
  name: z.string(),
  title: z.string(),
  tables: z.array(tableSchema.readonly()).readonly(),
  goals: z.array(goalSchema.readonly()).readonly(),
});

const reportSchema = z.object({
  node: z.string(),
  machine: z.string(),
  quick: z.boolean(),
  groups: z.array(groupSchema.readonly()).readonly(),
});

/** One contender, or one size. */
export type Row = Readonly<z.output<typeof rowSchema>>;

/** One comparison: a row for each contender, a column for each figure. */
export type Table = Readonly<z.output<typeof tableSchema>>;

/** A goal, and what was measured. Shown, never asserted. */
export type Goal = Readonly<z.output<typeof goalSchema>>;

/** The result of one group of benchmarks. */
export type GroupReport = Readonly<z.output<typeof groupSchema>>;

/** The whole run. */
export type Report = Readonly<z.output<typeof reportSchema>>;

/** Reads the output of `npm run bench -- --json`. @throws ZodError when it is not a report. */
export function readReport(json: string): Report {
  return reportSchema.parse(JSON.parse(json));
}

export function isMet({ wanted, reached }: Goal): boolean {
  return "atMost" in wanted ? reached <= wanted.atMost : reached >= wanted.atLeast;
}

/** A figure that was measured once. */
export function once(value: number): Spread {
  return { median: value, low: value, high: value };
}
