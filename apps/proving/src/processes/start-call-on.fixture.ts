import { z } from "zod";
import { numbers } from "../bot/settings.js";
import type { Instance } from "./instance.js";

const begunSchema = z.object({ ref: z.string(), id: z.string() });

/** Has an instance call the door, which picks up. */
export async function startCallOn(instance: Instance): Promise<z.output<typeof begunSchema>> {
  const { value, error } = await instance.do({ do: "create", to: numbers.door });
  if (error !== undefined) throw new Error(`${instance.name} could not call: ${error}`);
  return begunSchema.parse(value);
}
