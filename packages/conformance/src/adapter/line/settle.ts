/** What goes on between bot and cloud. */
export interface Traffic {
  /** Something is under way. */
  readonly busy: boolean;
  /** How much there has been of it so far. */
  readonly count: number;
}

/** How often the event loop must come round without anything going on before the world counts as quiet. */
const quietTurns = 5;
/** Somebody who waits for the clock cannot be waited for: after so many turns it is given up. */
const mostTurns = 5000;

/** Waits until nothing is under way. What waits for the clock itself is not waited for longer than a moment. */
export async function settle(traffic: () => Traffic): Promise<void> {
  let before = traffic().count;
  for (let [turn, quiet] = [0, 0]; quiet < quietTurns && turn < mostTurns; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const { busy, count } = traffic();
    quiet = busy || count !== before ? 0 : quiet + 1;
    before = count;
  }
}
