import { z } from "zod";
import { numbers } from "../bot/settings.js";
import type { Caller } from "../processes/caller.js";
import type { Cluster } from "../processes/cluster.js";
import type { Instance } from "../processes/instance.js";
import { gather } from "./evidence.js";
import { judge, type Violation } from "./judge.js";

/** Waits for the end of the only caller's call, and judges it. `excuse` says which background errors are expected. */
export async function judgeCall(
  cluster: Cluster,
  caller: Caller,
  excuse: (message: string) => boolean = () => false,
): Promise<readonly Violation[]> {
  const lines = () => cluster.history.lines().filter((line) => !(line.kind === "error" && excuse(line.message)));
  return judge(await gather(cluster, caller, lines));
}

const begunSchema = z.object({ ref: z.string(), id: z.string() });

/** Makes an instance call the door, which picks up. */
export async function startCallOn(instance: Instance): Promise<z.output<typeof begunSchema>> {
  const { value, error } = await instance.do({ do: "create", to: numbers.door });
  if (error !== undefined) throw new Error(`${instance.name} could not call: ${error}`);
  return begunSchema.parse(value);
}
