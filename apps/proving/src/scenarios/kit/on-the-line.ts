import type { Call } from "@trunkline/core";
import { botNumber, cast } from "./cast.js";
import type { Letter } from "./letter.js";
import type { Stage } from "./stage.js";

/** Calls ada, who answers at once. */
export async function onTheLine(stage: Stage): Promise<Call> {
  stage.person("ada").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: cast.ada, from: botNumber });
  await stage.when(call.connected);
  return call;
}

/** The last callback that came to the address of a call: with a token that is good for a while. */
export function letterTo(stage: Stage, call: Pick<Call, "id">): Letter {
  const letter = stage.letters.findLast(({ url }) => url.includes(call.id));
  if (!letter) throw new Error("No callback came to the address of the call.");
  return letter;
}
