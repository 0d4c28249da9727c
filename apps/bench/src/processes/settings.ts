import type { z } from "zod";

/** The settings that this process was started with. */
export function readSettings<S extends z.ZodType>(schema: S): z.output<S> {
  return schema.parse(JSON.parse(process.argv[2] ?? ""));
}
