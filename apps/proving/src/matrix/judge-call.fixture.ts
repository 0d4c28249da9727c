import { z } from "zod";
import { numbers } from "../bot/settings.js";
import type { Caller } from "../processes/caller.js";
import type { Instance } from "../processes/instance.js";
import type { World } from "../processes/world.js";
import { gather } from "./evidence.js";
import { judge, type Violation } from "./judge.js";

/** Waits for the end of the only caller's call, and judges it. `excuse`: what may fail in the background. */
export async function judgeCall(
  world: World,
  caller: Caller,
  excuse: (message: string) => boolean = () => false,
): Promise<readonly Violation[]> {
  const lines = () => world.history.lines().filter((line) => !(line.kind === "error" && excuse(line.message)));
  return judge(await gather(world, caller, lines));
}

const begunSchema = z.object({ ref: z.string(), id: z.string() });

/** Has an instance call the door, which picks up. */
export async function startCallOn(instance: Instance): Promise<z.output<typeof begunSchema>> {
  const { value, error } = await instance.do({ do: "create", to: numbers.door });
  if (error !== undefined) throw new Error(`${instance.name} could not call: ${error}`);
  return begunSchema.parse(value);
}
