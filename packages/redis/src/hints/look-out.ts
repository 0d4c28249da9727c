import type { CallKey, Clock } from "@trunkline/core";
import type { Engine } from "../engine.js";
import { waitingIn } from "../methods/waiting-in.js";
import { peek } from "../scripts/look.js";
import type { Hints } from "./hints.js";

/** Between two looks, ms: by so much a timer of a call that nobody holds may be late, or a call whose hint was lost. */
const everyMs = 1000;
/** How many calls of a shard are told of at a time. */
const most = 16;

/** Looks again and again for calls that wait for somebody, and hints at them: no message tells when a lease runs out. */
export function lookOut(engine: Engine, hints: Hints, clock: Clock): () => void {
  let stopped = false;
  let cancel = () => {};
  const round = async () => {
    const found = await Promise.all(engine.layout.shards.map((shard) => waitingIn(engine, shard, most)));
    await Promise.all(found.flat().map(async (key) => (await waits(engine, key)) && !stopped && hints.tell(key)));
  };
  const next = () => {
    cancel = clock.setTimer(everyMs, () => {
      // Without Redis there is nothing to see; whoever needs it is told by what fails.
      (hints.wanted ? round() : Promise.resolve()).catch(() => {}).then(() => stopped || next());
    });
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
}

async function waits(engine: Engine, key: CallKey): Promise<boolean> {
  const { call, record, inbox, look } = engine.layout.keysOf(key);
  return (await engine.run(peek, [call, record, inbox, look], [key])) === 1;
}
