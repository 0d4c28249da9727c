/** How often the event loop must come round without anything going on before the world counts as quiet. */
const QUIET_TURNS = 12;
/** A bot that waits for the clock never becomes quiet, so waiting ends after this much time. */
const PATIENCE_MS = 1000;
/** A turn counts for this much at the most, so that a machine that stands still for a while does not use the patience up. */
const LONGEST_TURN_MS = 5;
/** Threads that Node has by default for signatures, files and names. */
const POOL_THREADS = 4;

/**
 * Waits until nothing is on its way: no delivery, no request that is being handled. A bot that waits for the clock itself is
 * not waited for longer than about a second. What a bot does in its own time after it has acknowledged can only be guessed at: it
 * has some turns of the event loop and of the thread pool (where signatures are made) to ask for something.
 */
export async function settle(inFlight: () => boolean): Promise<void> {
  let waitedMs = 0;
  let turnBegan = performance.now();
  for (let quiet = 0; quiet < QUIET_TURNS && waitedMs < PATIENCE_MS; ) {
    await turn();
    const now = performance.now();
    waitedMs += Math.min(now - turnBegan, LONGEST_TURN_MS);
    turnBegan = now;
    quiet = inFlight() ? 0 : quiet + 1;
  }
}

/** Lets the event loop and the thread pool finish what they had been given before. */
async function turn(): Promise<void> {
  const oneByte = new Uint8Array(1);
  const barrier = Array.from({ length: POOL_THREADS }, () => globalThis.crypto.subtle.digest("SHA-256", oneByte));
  await Promise.all(barrier);
  await new Promise<void>((resolve) => setImmediate(resolve));
}
