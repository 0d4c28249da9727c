import type { KeyObject } from "node:crypto";
import { CallingError, type Clock, steady } from "@trunkline/core";
import type { Keys } from "./key-set.js";

/** How a key cache behaves. Durations in ms. */
export interface KeyCacheOptions {
  readonly clock: Clock;
  /** Gets the whole set anew. */
  readonly load: () => Promise<Keys>;
  /** How often the set is fetched ahead. Microsoft's own sample does it every 2 h. */
  readonly refreshMs: number;
  /** How long one look-up of an unknown key, or a failed fetch, keeps the next one away. */
  readonly coolDownMs: number;
}

/**
 * Who needs a key. `call`: somebody who knows the secret address of a call, so the cloud itself. `anyone`: a sender at the public webhook.
 * Each has its own fetches and its own places to wait, so that a flood of made-up keys at the webhook neither delays the cloud nor crowds it out.
 */
export type KeySeeker = "call" | "anyone";

/** The keys of one issuer: fetched ahead, kept through an outage. */
export interface KeyCache {
  /**
   * The key of that id; `undefined` when the issuer has no such key. Where the set was fetched a moment ago it waits for the next fetch.
   * @throws CallingError `unavailable` when the key is unknown here and the issuer cannot be asked, or too many wait already.
   */
  find(keyId: string, seeker: KeySeeker): Promise<KeyObject | undefined>;
  /** Fetches the set now. Fetches under way are joined. Rejects when it fails; the keys at hand stay. */
  refresh(): Promise<void>;
  /** Keeps the set fresh from now on. */
  start(): void;
  /** Stops that. Callers that wait for a fetch are released. */
  stop(): void;
}

/** How many wait for a fetch at a time, and how many of them for the same key. */
const most = { waiting: 500, ofOneKey: 100 };

export function createKeyCache({ clock, load, refreshMs, coolDownMs }: KeyCacheOptions): KeyCache {
  let keys: Keys = new Map();
  let underWay: Promise<void> | undefined;
  let background: { cancelTimer(): void } | undefined;

  const fetchNow = async () => {
    try {
      keys = await load();
    } finally {
      underWay = undefined;
    }
  };

  const refresh = () => {
    underWay ??= fetchNow();
    return underWay;
  };

  const lookupOptions = { clock: steady(clock), refresh, underWay: () => underWay, coolDownMs };
  const lookups = { call: new Lookups(lookupOptions), anyone: new Lookups(lookupOptions) };

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
      lookups.call.stop();
      lookups.anyone.stop();
    },
    async find(keyId, seeker) {
      const known = keys.get(keyId);
      if (known || lookups[seeker].isMissing(keyId)) return known;
      const error = await lookups[seeker].wait(keyId);
      const found = keys.get(keyId);
      if (found) return found;
      if (error === undefined) {
        lookups[seeker].missing(keyId);
        return undefined;
      }
      throw new CallingError("unavailable", "the callback's key is unknown here and the key server does not answer", {
        hint: "The sender will try again. If this lasts, check that this machine reaches the key server.",
        cause: error,
      });
    },
  };
}

interface LookupOptions extends Pick<KeyCacheOptions, "clock" | "coolDownMs"> {
  refresh(): Promise<void>;
  /** The fetch that is under way, if there is one. */
  underWay(): Promise<void> | undefined;
}

/** The look-ups of unknown keys for one kind of seeker: one fetch at most in each `coolDownMs`, and a bounded number that wait for it. */
class Lookups {
  readonly #options: LookupOptions;
  readonly #waiting = new Map<string, number>();
  #count = 0;
  #lastAt: number | undefined;
  #next: Promise<unknown> | undefined;
  #hurry = () => {};
  /** Keys that the last fetch did not bring. */
  #missing = new Set<string>();

  constructor(options: LookupOptions) {
    this.#options = options;
  }

  /** The last fetch, not long ago, did not bring this key: there is nothing to wait for. */
  isMissing(keyId: string): boolean {
    return this.#missing.has(keyId) && this.#leftMs() > 0;
  }

  missing(keyId: string): void {
    this.#missing.add(keyId);
  }

  /** Waits for the next fetch. @returns the error if it failed. */
  async wait(keyId: string): Promise<unknown> {
    const ofThis = this.#waiting.get(keyId) ?? 0;
    if (this.#count >= most.waiting || ofThis >= most.ofOneKey) throw tooMany();
    this.#count++;
    this.#waiting.set(keyId, ofThis + 1);
    try {
      this.#next ??= this.#fetchWhenAllowed().finally(() => {
        this.#next = undefined;
      });
      return await this.#next;
    } finally {
      this.#count--;
      const left = (this.#waiting.get(keyId) ?? 1) - 1;
      if (left > 0) this.#waiting.set(keyId, left);
      else this.#waiting.delete(keyId);
    }
  }

  stop(): void {
    this.#hurry();
  }

  async #fetchWhenAllowed(): Promise<unknown> {
    const { clock, refresh } = this.#options;
    const joined = this.#options.underWay();
    if (joined) return joined.then(() => undefined, asFailure);
    const left = this.#leftMs();
    if (left > 0) {
      const stopped = await new Promise<boolean>((resolve) => {
        const cancel = clock.setTimer(left, () => resolve(false));
        this.#hurry = () => {
          cancel();
          resolve(true);
        };
      });
      if (stopped) return new Error("this instance is closing");
    }
    this.#missing.clear();
    try {
      await refresh();
      return undefined;
    } catch (error) {
      return asFailure(error);
    } finally {
      this.#lastAt = clock.now();
    }
  }

  /** How long the next fetch has to wait, ms. A clock that was set back does not make it longer. */
  #leftMs(): number {
    const { clock, coolDownMs } = this.#options;
    const since = this.#lastAt === undefined ? coolDownMs : clock.now() - this.#lastAt;
    return since < 0 ? 0 : coolDownMs - since;
  }
}

function asFailure(error: unknown): unknown {
  return error ?? new Error("the fetch failed");
}

function tooMany(): CallingError {
  return new CallingError("unavailable", "the callback's key is unknown here, and too many wait for the next look-up", {
    hint: "The sender will try again. If this lasts, somebody sends tokens with made-up keys.",
  });
}
