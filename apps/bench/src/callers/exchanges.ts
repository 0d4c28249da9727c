import { z } from "zod";
import { sampleSchema } from "../measure/sample.js";
import { exchange } from "../processes/exchange.js";
import { cloudSchema } from "../wire/cloud-name.js";
import { keysSchema } from "../wire/keys.js";

/** What every process that makes requests is started with. */
export const callerSettingsSchema = z.object({ cloud: cloudSchema, cloudUrl: z.string(), keys: keysSchema });

export const operationSchema = z.enum(["create", "answer", "redirect", "sendDtmf"]);

export type OperationName = z.output<typeof operationSchema>;

export const operationNames = operationSchema.options;

/** Makes so many requests of one kind, so many at once; measured until the cloud has taken the last of them. */
export const operationRound = exchange(
  "round",
  z.object({ operation: operationSchema, count: z.number(), atOnce: z.number() }),
  sampleSchema,
);
