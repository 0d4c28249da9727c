import type { z } from "zod";
import { badRequest } from "../api/graph-failure.js";

/** Checks a body; what is wrong with it becomes a 400 that names the member. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join(".") || "body"}: ${issue?.message ?? "is not what this operation takes"}`);
}
