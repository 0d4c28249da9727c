import { z } from "zod";

/** The two wires. */
export const cloudSchema = z.enum(["acs", "graph"]);

export type CloudName = z.output<typeof cloudSchema>;

export const cloudNames = cloudSchema.options;

export const cloudTitles: Readonly<Record<CloudName, string>> = { acs: "ACS", graph: "Graph" };
