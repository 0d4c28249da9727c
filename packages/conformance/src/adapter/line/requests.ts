import {
  type Adapter,
  CallingError,
  type Inbound,
  type Parsed,
  type Principal,
  type VerbContext,
  type VerbName,
} from "@trunkline/core";
import { watchAdapter } from "./watch-adapter.js";

/** A request that a verb made. */
export interface Sent {
  readonly verb: VerbName;
  readonly context: VerbContext;
}

/** A callback as the adapter read it. */
export interface Reading {
  readonly inbound: Inbound;
  readonly principal: Principal;
  readonly parsed: Parsed;
}

/** The way of requests to the cloud: what goes there is seen, and the answers can be kept back or lost. */
export class Requests {
  /** The adapter under test as the bot has it. */
  readonly adapter: Adapter;
  readonly sent: Sent[] = [];
  readonly readings: Reading[] = [];
  readonly #kept: (() => void)[] = [];
  #keeping = false;
  #losing: VerbName | undefined;
  #busy = 0;

  constructor(adapter: Adapter) {
    this.adapter = watchAdapter(adapter, {
      sends: (verb, context, run) => this.#send(verb, context, run),
      reads: (inbound, principal) => {
        const parsed = adapter.webhook.parse(inbound, principal);
        this.readings.push({ inbound, principal, parsed });
        return parsed;
      },
    });
  }

  /** The cloud has not answered yet. */
  get busy(): boolean {
    return this.#busy > 0;
  }

  /** The answers of the cloud wait from now on, until `releaseAnswers`. */
  keepAnswers(): void {
    this.#keeping = true;
  }

  releaseAnswers(): void {
    this.#keeping = false;
    for (const release of this.#kept.splice(0)) release();
  }

  /** The next request of a verb is carried out, and its answer is lost on the way. */
  loseAnswer(verb: VerbName): void {
    this.#losing = verb;
  }

  /** The requests of a verb, oldest first. */
  of(verb: VerbName): readonly Sent[] {
    return this.sent.filter((request) => request.verb === verb);
  }

  async #send<T>(verb: VerbName, context: VerbContext, run: () => Promise<T>): Promise<T> {
    this.sent.push({ verb, context });
    try {
      return await this.#answered(verb, run);
    } finally {
      if (this.#keeping) await new Promise<void>((resolve) => this.#kept.push(resolve));
    }
  }

  async #answered<T>(verb: VerbName, run: () => Promise<T>): Promise<T> {
    this.#busy++;
    try {
      const answer = await run();
      if (this.#losing !== verb) return answer;
      this.#losing = undefined;
      throw new CallingError("unavailable", `${verb}: the suite has lost the answer`);
    } finally {
      this.#busy--;
    }
  }
}
