import { z } from "zod";
import { looseText } from "./odata.js";

/** Reads any `…Operation`, of a response or of a notification. `status` is written in either case. */
export const operationSchema = z.looseObject({
  "@odata.type": looseText,
  id: looseText,
  status: looseText,
  clientContext: looseText,
  completionReason: looseText,
  resultInfo: z.unknown().optional(),
});

export type ReadOperation = z.output<typeof operationSchema>;
