import { createHash, timingSafeEqual } from "node:crypto";
import { CallingError, type Clock, type Inbound, steady } from "@trunkline/core";
import { revealSecret, type Secret } from "@trunkline/microsoft";

/** How Event Grid authenticates: the secret, and the name of its parameter or header. */
export interface EventGridOptions {
  readonly secret: Secret | readonly Secret[];
  /** The name of the query parameter or header. */
  readonly name: string;
}

/** What the request offers as the secret: the query parameter of the agreed name, else the header. */
export function offeredSecret(head: Pick<Inbound, "url" | "headers">, name: string): string | null {
  return head.url.searchParams.get(name) ?? head.headers.get(name);
}

/** How long one look at secrets that have to be fetched keeps the next one away, and how long it may take, ms (ours). */
const coolDownMs = 10_000;

/**
 * Knows Event Grid by its secret. Secrets that have to be fetched are kept, and fetched anew only for a request that has none of those: one that is rotated
 * is found so, and a stranger causes one fetch in ten seconds at most, however much they send.
 */
export class EventGridSecret {
  readonly #options: EventGridOptions | undefined;
  readonly #clock: Clock;
  readonly #secrets: readonly Secret[];
  /** The last value of each; `undefined` if it was never there. */
  #known: readonly (string | undefined)[];
  #fetch: { readonly begunAt: number; readonly done: Promise<unknown> } | undefined;
  /** Why the last fetch did not yield all of them. */
  #failure: PromiseRejectedResult | undefined;

  constructor(options: EventGridOptions | undefined, clock: Clock) {
    this.#options = options;
    this.#clock = steady(clock);
    this.#secrets = options ? [options.secret].flat() : [];
    this.#known = this.#secrets.map((secret) => (typeof secret === "string" ? secret.trim() : undefined));
  }

  /**
   * @throws CallingError `unauthenticated` when the request does not carry our secret, or one of the two while it is being changed; `unavailable` when it
   * may, and the function that fetches the secret failed.
   */
  async check(head: Pick<Inbound, "url" | "headers">): Promise<void> {
    const offered = this.#offered(head);
    if (this.#matches(offered)) return;
    if (this.#secrets.some((secret) => typeof secret === "function")) {
      await this.#refresh();
      if (this.#matches(offered)) return;
    }
    if (this.#failure === undefined)
      throw refused("the Event Grid secret is wrong", "Compare it with eventGrid.secret.");
    throw new CallingError("unavailable", "the function that fetches the Event Grid secret failed", {
      retryable: true,
      cause: this.#failure.reason,
    });
  }

  #offered(head: Pick<Inbound, "url" | "headers">): string {
    if (!this.#options)
      throw refused(
        "there is no token, and no Event Grid secret is set",
        "Set eventGrid.secret (ACS_EVENT_GRID_SECRET).",
      );
    const { name } = this.#options;
    const offered = offeredSecret(head, name);
    if (offered) return offered;
    throw refused(
      "there is neither a token nor the Event Grid secret",
      `Add the secret to the subscription's endpoint: …?${name}={secret}.`,
    );
  }

  #matches(offered: string): boolean {
    // A plus sign that the subscription's address does not encode arrives as a space.
    const readings = [offered, offered.replaceAll(" ", "+")];
    // All are compared even after a match, so that the time does not reveal which was close.
    const matches = this.#known.flatMap((secret) => readings.map((reading) => sameText(secret ?? "", reading)));
    return matches.includes(true);
  }

  /** Fetches the secrets, unless that has just been done. Requests that arrive meanwhile wait for the same fetch. */
  async #refresh(): Promise<void> {
    const now = this.#clock.now();
    const last = this.#fetch;
    if (!last || now < last.begunAt || now - last.begunAt >= coolDownMs)
      this.#fetch = { begunAt: now, done: this.#fetchAll() };
    await this.#fetch?.done;
  }

  /** Never fails: one that cannot be fetched stays what it was. */
  async #fetchAll(): Promise<void> {
    const results = await Promise.allSettled(this.#secrets.map((secret) => this.#inTime(secret)));
    this.#known = results.map((result, index) => (result.status === "fulfilled" ? result.value : this.#known[index]));
    this.#failure = results.find((result) => result.status === "rejected");
  }

  /** A function that never comes to an end would keep the next fetch away for good. */
  #inTime(secret: Secret): Promise<string> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`the secret was not there within ${coolDownMs} ms`));
      const cancel = this.#clock.setTimer(coolDownMs, late);
      revealSecret(secret).then(resolve, reject).finally(cancel);
    });
  }
}

/** In constant time, for texts of any length. */
function sameText(secret: string, offered: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(secret), hash(offered));
}

function refused(reason: string, hint: string): CallingError {
  return new CallingError("unauthenticated", `callback refused: ${reason}`, { hint });
}
