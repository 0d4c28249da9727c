/** Where time comes from. Nothing in this library reads the time or waits in any other way. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Calls `run` once, `ms` milliseconds from now (at once when 0 or less, never synchronously). Returns the way to cancel it. */
  setTimer(ms: number, run: () => void): () => void;
}
