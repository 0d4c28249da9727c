import { latestByCall } from "../latest-by-call.js";
import type { BotEvent, DemoMessage } from "../protocol.js";

const kept = 500;

/** The bot's events, for the page: the last ones, and new ones as they come. */
export class EventFeed {
  #events: BotEvent[] = [];
  readonly #listeners = new Set<(message: DemoMessage) => void>();

  get events(): readonly BotEvent[] {
    return this.#events;
  }

  add(event: BotEvent): void {
    this.#events = [...this.#events, event].slice(-kept);
    this.send({ kind: "event", event });
  }

  /** The last event of every call that an instance has: it told the last of it, and the call is not over. */
  callsOf(instance: string): readonly BotEvent[] {
    return latestByCall(this.#events).filter((event) => event.instance === instance && event.type !== "call-ended");
  }

  send(message: DemoMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  listen(listener: (message: DemoMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
