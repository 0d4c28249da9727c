import { gather } from "../matrix/gather.js";
import { judge } from "../matrix/judge.js";
import type { Violation } from "../matrix/violation.js";
import type { Caller } from "./caller.js";
import type { World } from "./world.js";

/** Waits for the end of the only caller's call, and judges it. `excuse`: what may fail in the background. */
export async function judgeCall(
  world: World,
  caller: Caller,
  excuse: (message: string) => boolean = () => false,
): Promise<readonly Violation[]> {
  const lines = () => world.diary.lines().filter((line) => !(line.kind === "error" && excuse(line.message)));
  return judge(await gather(world, caller, lines));
}
