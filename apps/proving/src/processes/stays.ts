import type { CallView, Simulator } from "@trunkline/simulator";

/** A time during which the same parties were connected in a call. */
export interface Stay {
  /** The simulator's id of the call. */
  readonly call: string;
  /** People by their id, and `bot`, sorted. */
  readonly who: readonly string[];
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** Watches who is connected with whom. */
export class Stays {
  readonly #ended: Stay[] = [];
  readonly #open = new Map<string, Omit<Stay, "until">>();
  readonly #simulator: Simulator;
  readonly #stop: () => void;

  /** Calls that are there already do not count. */
  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    const earlier = new Set(simulator.calls().map(({ id }) => id));
    this.#stop = simulator.subscribe((message) => {
      if (message.type === "call" && !earlier.has(message.call.id)) this.#note(message.call, message.at);
    });
  }

  /** Everything so far, oldest first; what goes on still lasts until now. */
  get all(): readonly Stay[] {
    const until = this.#simulator.clock.now();
    return [...this.#ended, ...[...this.#open.values()].map((stay) => ({ ...stay, until }))];
  }

  stop(): void {
    this.#stop();
  }

  #note({ id: call, legs }: CallView, at: number): void {
    const connected = legs.filter(({ state }) => state === "connected");
    const who = connected.map(({ owner }) => (owner.kind === "person" ? owner.personId : owner.kind)).sort();
    const open = this.#open.get(call);
    if (open?.who.join() === who.join()) return;
    if (open) this.#ended.push({ ...open, until: at });
    this.#open.delete(call);
    if (who.length > 0) this.#open.set(call, { call, who, from: at });
  }
}
