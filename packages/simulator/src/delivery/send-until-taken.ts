import type { Clock } from "../engine/clock.js";
import { attempt } from "./attempt.js";
import type { Delivery } from "./delivery.js";
import { PATIENCE_MS } from "./http-deliver.js";
import type { Deliver } from "./postman.js";
import type { Spoiling } from "./spoiling.js";
import type { WireLog } from "./wire-log.js";

/** What a sender needs. */
export interface Sender {
  readonly deliver: Deliver;
  readonly log: WireLog;
  readonly clock: Clock;
  /** Runs something later, unless all is forgotten meanwhile. */
  later(ms: number, work: () => Promise<void>): void;
  /** What strikes an attempt after the first. */
  spoilAgain(delivery: Delivery): Spoiling;
}

/** Sends until the bot takes it or the sender gives up. Resolves after the first attempt: nobody waits for the others. */
export async function sendUntilTaken(
  sender: Sender,
  delivery: Delivery,
  spoiling: Spoiling,
  count = 1,
  startedAt = sender.clock.now(),
): Promise<void> {
  const given = await attempt(delivery, { attempt: count, ...spoiling }, sender);
  const { slowMs = 0 } = spoiling;
  const answer = slowMs < PATIENCE_MS ? given : undefined;
  const conclude = async (): Promise<void> => {
    const elapsedMs = sender.clock.now() - startedAt;
    const delayMs = spoiling.withhold === "dropped" ? undefined : nextDelay(delivery, answer?.status, count, elapsedMs);
    if (delayMs === undefined) {
      delivery.settled?.(answer);
      return;
    }
    const again = () => sendUntilTaken(sender, delivery, sender.spoilAgain(delivery), count + 1, startedAt);
    sender.later(delayMs, again);
  };
  if (slowMs > 0) sender.later(Math.min(slowMs, PATIENCE_MS), conclude);
  else await conclude();
}

function nextDelay(
  delivery: Delivery,
  status: number | undefined,
  count: number,
  elapsedMs: number,
): number | undefined {
  const { retry } = delivery;
  if (!retry?.again(status)) return undefined;
  const scheduledMs = retry.delaysMs[count - 1];
  if (scheduledMs === undefined) return undefined;
  const delayMs = Math.max(scheduledMs, retry.leastMs?.(status) ?? 0);
  return elapsedMs + delayMs > retry.withinMs ? undefined : delayMs;
}
