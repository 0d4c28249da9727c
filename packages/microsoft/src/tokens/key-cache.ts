import type { KeyObject } from "node:crypto";
import { CallingError, type Clock } from "@trunkline/core";
import type { Keys } from "./parse-key-set.js";

/** How a key cache behaves. Durations in ms. */
export interface KeyCacheOptions {
  readonly clock: Clock;
  /** Gets the whole set anew. */
  readonly load: () => Promise<Keys>;
  /** How often the set is fetched ahead. Microsoft's own sample does it every 2 h. */
  readonly refreshMs: number;
  /** How long an unknown key or a failure keeps the next fetch away, so that made-up key ids cost the key server nothing. */
  readonly coolDownMs: number;
}

/** The keys of one issuer: fetched ahead, kept through an outage. */
export interface KeyCache {
  /**
   * The key of that id; `undefined` when the issuer has no such key.
   * @throws CallingError `unavailable` when the key is unknown here and the issuer cannot be asked.
   */
  find(keyId: string): Promise<KeyObject | undefined>;
  /** Fetches the set now. Fetches under way are joined. Rejects when it fails; the keys at hand stay. */
  refresh(): Promise<void>;
  /** Keeps the set fresh from now on. */
  start(): void;
  stop(): void;
}

export function createKeyCache({ clock, load, refreshMs, coolDownMs }: KeyCacheOptions): KeyCache {
  let keys: Keys = new Map();
  let last: { readonly at: number; readonly error?: unknown } | undefined;
  let underWay: Promise<void> | undefined;
  let background: { cancelTimer(): void } | undefined;

  const fetchNow = async () => {
    try {
      keys = await load();
      last = { at: clock.now() };
    } catch (error) {
      last = { at: clock.now(), error };
      throw error;
    } finally {
      underWay = undefined;
    }
  };

  const refresh = () => {
    underWay ??= fetchNow();
    return underWay;
  };

  const coolingDown = () => last !== undefined && clock.now() - last.at < coolDownMs;

  /** One chain of timers belongs to one `start`; after a `stop` it schedules nothing more. */
  const schedule = (mine: { cancelTimer(): void }, ms: number) => {
    if (background !== mine) return;
    mine.cancelTimer = clock.setTimer(ms, () => {
      refresh().then(
        () => schedule(mine, refreshMs),
        () => schedule(mine, coolDownMs),
      );
    });
  };

  return {
    refresh,
    start() {
      if (background) return;
      background = { cancelTimer: () => {} };
      schedule(background, 0);
    },
    stop() {
      background?.cancelTimer();
      background = undefined;
    },
    async find(keyId) {
      const known = keys.get(keyId);
      if (known) return known;
      if (underWay || !coolingDown()) await refresh().catch(() => {});
      const found = keys.get(keyId);
      if (found || last?.error === undefined) return found;
      throw new CallingError("unavailable", "the callback's key is unknown here and the key server does not answer", {
        hint: "The sender will try again. If this lasts, check that this machine reaches the key server.",
        cause: last.error,
      });
    },
  };
}
