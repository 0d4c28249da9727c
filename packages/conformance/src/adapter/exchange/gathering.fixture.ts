import type { Clock } from "@trunkline/core";

/** What an exchange is asked to gather. It knows one stop key, and any key stops its prompts. */
export interface GatherOrder {
  readonly max: number | undefined;
  readonly stop: string | undefined;
  readonly firstMs: number;
  readonly nextMs: number;
}

/** Keys that an exchange gathers on a call, and reports together. */
export class Gathering {
  readonly operation: string;
  readonly #clock: Clock;
  readonly #order: GatherOrder;
  readonly #report: (keys: string, why: string) => void;
  #keys = "";
  #over = false;
  #wait = () => {};

  /** @param playsMs how long its prompts play first. */
  constructor(
    clock: Clock,
    asked: { readonly operation: string; readonly order: GatherOrder; readonly playsMs: number },
    report: (keys: string, why: string) => void,
  ) {
    this.operation = asked.operation;
    this.#clock = clock;
    this.#order = asked.order;
    this.#report = report;
    this.#waitFor(asked.playsMs + asked.order.firstMs);
  }

  press(key: string): void {
    const { stop, max, nextMs } = this.#order;
    if (key === stop) return this.end("complete");
    this.#keys += key;
    if (this.#keys.length === max) return this.end("complete");
    this.#waitFor(nextMs);
  }

  end(why: "complete" | "quiet" | "stopped" | "left"): void {
    if (this.#over) return;
    this.#over = true;
    this.#wait();
    this.#report(this.#keys, why);
  }

  #waitFor(ms: number): void {
    this.#wait();
    this.#wait = this.#clock.setTimer(ms, () => this.end("quiet"));
  }
}
