import type { RetryPolicy } from "../../delivery/delivery.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Event Grid's schedule (documented; the real one varies each wait a little, this one does not). */
const DELAYS_MS = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
];

/** Answers after which Event Grid gives up at once: dropped, if nobody set up a dead-letter store (documented). */
const FINAL = new Set([400, 401, 403, 413]);

/** Answers after which Event Grid waits longer than its schedule says, at the least (documented). */
const LEAST_MS = new Map([
  [404, 5 * MINUTE],
  [408, 2 * MINUTE],
  [503, 30 * SECOND],
]);

export const eventGridRetry: RetryPolicy = {
  delaysMs: DELAYS_MS,
  leastMs: (status) => LEAST_MS.get(status ?? 0) ?? 0,
  withinMs: 24 * HOUR,
  again: (status) => status === undefined || !((status >= 200 && status <= 204) || FINAL.has(status)),
};
