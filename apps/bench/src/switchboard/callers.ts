import type { Call, Simulator } from "@trunkline/simulator";
import { identity } from "../wire/identity.js";

/** Everybody who calls: they dial, press four keys when they hear the menu, and listen until the line is dead. */
export class Callers {
  /** How many calls are up, and the most that were. */
  live = 0;
  mostAtOnce = 0;
  ended = 0;
  /** How long the calls that are over took, together, ms. */
  callMs = 0;
  readonly #simulator: Simulator;
  readonly #waiting = new Map<string, () => void>();

  /** @param gapMs between two keys. */
  constructor(simulator: Simulator, { gapMs }: { readonly gapMs: number }) {
    this.#simulator = simulator;
    simulator.engine.on((event) => {
      if (event.type === "call-changed" && event.call.endedAt !== undefined) this.#onEnd(event.call);
      if (event.type !== "heard" || event.sound.kind !== "prompt") return;
      const { prompt } = event.sound;
      if (prompt.kind === "audio" && prompt.url.endsWith("menu.wav"))
        simulator.person(event.person.id).press("1234", { gapMs });
    });
  }

  /** One of them calls. Resolves when the call is over. */
  dial(personId: string): Promise<void> {
    this.live++;
    this.mostAtOnce = Math.max(this.live, this.mostAtOnce);
    const { id } = this.#simulator.person(personId).dial(identity.botNumber);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #onEnd({ id, startedAt, endedAt = startedAt }: Call): void {
    const resolve = this.#waiting.get(id);
    if (!resolve) return;
    this.#waiting.delete(id);
    this.live--;
    this.ended++;
    this.callMs += endedAt - startedAt;
    resolve();
  }
}
