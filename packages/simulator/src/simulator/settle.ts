/** How often the event loop must come round without anything going on before the world counts as quiet. */
const QUIET_TURNS = 12;
/** Somebody who waits for the clock cannot be waited for: after this much real time it is given up. */
const PATIENCE_MS = 1000;

/**
 * Waits until nothing is on its way: no delivery, no request that is being handled. A bot that waits for the clock itself is
 * not waited for longer than a second. What a bot does in its own time after it has acknowledged can only be guessed at.
 */
export async function settle(busy: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let quiet = 0; quiet < QUIET_TURNS; ) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    quiet = busy() ? 0 : quiet + 1;
    if (performance.now() > giveUpAt) return;
  }
}
