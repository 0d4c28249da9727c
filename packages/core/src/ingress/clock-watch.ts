import type { IncomingSignal, Signal } from "../adapter/signal.js";
import type { Principal } from "../adapter/webhook.js";
import { ClockDifference, clockToleranceMs } from "../base/clock-difference.js";
import type { Log } from "../telemetry/log.js";
import type { CallingError } from "../words/calling-error.js";

/** How many differences are kept per provider: the smallest has the least delay in it. */
const kept = 8;
/** An event from the future proves a skew; one from the past may have been slow. */
const noteworthy = { behindMs: 2000, aheadMs: 5000 };
/** How often the line about callbacks refused for their time is logged at most, ms. */
const everyMs = 10 * 60_000;

/**
 * Compares this machine's clock with the providers', as far as their callbacks show them. Times that providers write are never compared with ours
 * directly: if the clocks differed by half a minute, every caller would be too late.
 */
export class ClockWatch {
  readonly #log: Log;
  readonly #differences = new Map<string, number[]>();
  readonly #warned = new Set<string>();
  readonly #refusedAt = new Map<string, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** A sender was verified: by its own clock, its token is valid now. */
  verified(provider: string, { validFrom, validUntil }: Principal, arrivedAt: number): void {
    const behindMs = validFrom === undefined ? 0 : validFrom - arrivedAt;
    const aheadMs = validUntil === undefined ? 0 : arrivedAt - validUntil;
    if (behindMs >= noteworthy.behindMs) this.#warn(provider, -behindMs);
    if (aheadMs >= noteworthy.aheadMs) this.#warn(provider, aheadMs);
  }

  /** An event arrived, with the time that the provider wrote. */
  arrived(provider: string, { at, redelivered }: Pick<Signal, "at" | "redelivered">, arrivedAt: number): void {
    // If the provider reports no time, `at` is the arrival.
    if (redelivered || (redelivered === undefined && at === arrivedAt)) return;
    const differences = [...(this.#differences.get(provider) ?? []), arrivedAt - at].slice(-kept);
    this.#differences.set(provider, differences);
    const least = Math.min(...differences);
    const sure = redelivered === false || differences.length >= 3;
    if (least <= -noteworthy.behindMs || (least >= noteworthy.aheadMs && sure)) this.#warn(provider, least);
  }

  /** For how long an incoming call rang before it arrived here, ms. */
  ageOf(provider: string, { at, redelivered }: Pick<IncomingSignal, "at" | "redelivered">, arrivedAt: number): number {
    if (redelivered === false) return 0;
    const difference = arrivedAt - at;
    const known = this.#differences.get(provider);
    if (redelivered && known) return Math.max(difference - Math.min(...known), 0);
    return difference > clockToleranceMs ? difference : 0;
  }

  /** A callback was refused for its time alone. */
  refused(provider: string, error: CallingError, now: number): void {
    if (!(error.cause instanceof ClockDifference)) return;
    const last = this.#refusedAt.get(provider);
    if (last !== undefined && now >= last && now - last < everyMs) return;
    this.#refusedAt.set(provider, now);
    this.#log("clockWrong", { provider, aheadMs: error.cause.aheadMs });
  }

  #warn(provider: string, aheadMs: number): void {
    if (this.#warned.has(provider)) return;
    this.#warned.add(provider);
    this.#log("clockDiffers", { provider, aheadMs });
  }
}
