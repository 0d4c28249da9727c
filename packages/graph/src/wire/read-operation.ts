import { z } from "zod";
import { looseText } from "./odata.js";

/** Reads any `…Operation`, of a response or of a notification. `status` is written in either case. */
export const operationSchema = z.object({
  "@odata.type": looseText,
  id: looseText,
  status: looseText,
  clientContext: looseText,
  completionReason: looseText,
  resultInfo: z.unknown().optional(),
});

/** What the response to a request says of the operation that it started. */
export const startedSchema = operationSchema.pick({ id: true, status: true });

export type ReadOperation = z.output<typeof operationSchema>;
