import { type Reporting, reportError } from "../events/report-error.js";
import { decodeRecord, encodeAsk } from "../record/record-codec.js";
import { askEveryMs, askedLately, askNow } from "../reduce/inspection.js";
import { insist, isStoreAway } from "../store/insist.js";
import { CallingError } from "../words/calling-error.js";
import type { CallActors } from "./call-actors.js";
import type { Instance } from "./instance.js";

/** How long the store keeps the request where it has no record of the call, ms. */
const rememberMs = 60_000;

/** How many calls wait for a store that is away, at most. The regular questions find the others. */
const mostWaiting = 1000;

/** What asking needs of the instance. */
type AskPorts = Reporting & Pick<Instance, "store" | "inFlight" | "closed">;

/**
 * Has the provider asked about a call now, in the background, by the instance that has the call: where news of it did not get through, or
 * cannot be believed. It may be used freely: one call is asked about at most twice in `askEveryMs`, and once after the last reason to. A
 * call that is over or unknown is ignored. A store that is away is waited for: the refused callback may have come to another instance than
 * the one that has the call, which may have noticed nothing.
 */
export class AskProvider {
  readonly #instance: AskPorts;
  readonly #actors: Pick<CallActors, "get">;
  /** Calls to be asked about once the store answers. */
  readonly #waiting = new Set<string>();

  constructor(instance: AskPorts, actors: Pick<CallActors, "get">) {
    this.#instance = instance;
    this.#actors = actors;
  }

  about(key: string): void {
    const asked = this.#ask(key).catch((error: unknown) => {
      if (!isStoreAway(error)) return this.#report(error);
      this.#askLater(key).catch((failure: unknown) => {
        if (!this.#instance.closed.over) this.#report(failure);
      });
    });
    void this.#instance.inFlight.add(asked);
  }

  /** One loop for all: a store that is away is not asked for each call again and again. */
  async #askLater(key: string): Promise<void> {
    const { clock, closed } = this.#instance;
    const underWay = this.#waiting.size > 0;
    if (this.#waiting.size < mostWaiting) this.#waiting.add(key);
    if (underWay) return;
    await insist(() => this.#askWaiting(), { clock, vain: () => closed.over }).finally(() => this.#waiting.clear());
  }

  /** A call that cannot be asked about does not hold up the others. */
  async #askWaiting(): Promise<void> {
    for (const key of this.#waiting) {
      await this.#ask(key).catch((error: unknown) => {
        if (isStoreAway(error)) throw error;
        this.#report(error);
      });
      this.#waiting.delete(key);
    }
  }

  async #ask(key: string): Promise<void> {
    const { clock, store } = this.#instance;
    const now = clock.now();
    const here = this.#actors.get(key);
    if (here) {
      if (!askedLately(here.record, now)) await here.apply(askNow).catch(unlessOver);
      return;
    }
    const stored = await store.read(key);
    if (stored === undefined) return;
    const record = decodeRecord(stored);
    if (record.state === "disconnected" || askedLately(record, now)) return;
    // All who have reason to ask at the same moment use the same id, so the call's holder asks once.
    const id = `ask:${Math.floor(now / askEveryMs)}`;
    await store.accept(key, [{ id, body: encodeAsk() }], rememberMs);
  }

  #report(error: unknown): void {
    reportError(this.#instance, "workFailed", error);
  }
}

/** The call ended, or another instance took it, before its turn came: there is nothing left to ask here. */
function unlessOver(error: unknown): void {
  if (!CallingError.is(error) || (error.code !== "call-ended" && error.code !== "superseded")) throw error;
}
