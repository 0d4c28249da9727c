import type { JournalLine } from "../bot/journal-line.js";
import type { Caller } from "../processes/caller.js";
import { waitUntil } from "../processes/wait-until.js";
import type { World } from "../processes/world.js";
import type { Evidence } from "./evidence.js";
import { inboxesOf } from "./inboxes.js";
import { callsIn, isOver, mainOf, undialedIn } from "./read-journal.js";

/** How long a caller is waited for, and then the end of the work on the call, ms. Many times what it takes: the machine may be busy. */
const arriveMs = 120_000;
const endMs = 30_000;

/** Waits until the caller is where they wanted to be and all work on the call has come to its end, and gathers what is known of it. */
export async function gather(world: World, caller: Caller, own: () => readonly JournalLine[]): Promise<Evidence> {
  // Where a create is not sent twice, a call whose create never left is kept until the time for setting it up is over.
  const undialed = () => (world.provider === "graph" ? undialedIn(own()) : []);
  const over = () => isOver(own(), undialed());
  const settled = await settle(() => caller.arrived || caller.cutOff, arriveMs);
  const { arrived } = caller;
  await settle(over, settled && arrived ? endMs : 1000);
  caller.leave();
  await settle(over, endMs);
  const lines = own();
  return {
    lines,
    callbacks: [...world.balancer.callbacks],
    main: mainOf(lines),
    inboxes: await inboxesOf(
      world,
      callsIn(lines).filter((call) => !undialed().includes(call)),
    ),
    caller: { arrived, heard: caller.heard, pressed: caller.pressed, doorsOpened: caller.doorsOpened },
  };
}

async function settle(there: () => boolean, withinMs: number): Promise<boolean> {
  return waitUntil("the end", withinMs, there).catch(() => false);
}
