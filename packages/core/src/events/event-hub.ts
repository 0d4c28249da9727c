import { Listeners } from "../base/listeners.js";
import type { CallingEvent, EventName } from "../interface/events.js";
import type { EventContent } from "../record/happening.js";

type Handler = (event: CallingEvent) => unknown;

/** The handlers of `calling.on`, by type of event. */
export class EventHub {
  readonly #handlers = new Listeners<EventName | "*", Handler>();
  readonly #onFirst = new Map<EventName, () => void>();

  on<K extends EventName | "*">(type: K, handler: (event: CallingEvent<K>) => unknown): () => void {
    const first = !this.has(type);
    const typed: Handler = (event) => {
      if (isOfType(event, type)) return handler(event);
    };
    const stop = this.#handlers.on(type, typed);
    if (type !== "*" && first) this.#onFirst.get(type)?.();
    return stop;
  }

  /** Runs once the first handler of a type is added. */
  onFirst(type: EventName, run: () => void): void {
    this.#onFirst.set(type, run);
  }

  /** Whether there are handlers for events of this type. */
  listens(type: EventContent["type"]): boolean {
    return this.has(type) || this.has("*");
  }

  /** Whether there are handlers for this very type, `"*"` aside. */
  has(type: EventName | "*"): boolean {
    return this.#handlers.has(type);
  }

  handlersOf(type: EventName): readonly Handler[] {
    return [...this.#handlers.of(type), ...this.#handlers.of("*")];
  }
}

function isOfType<K extends EventName | "*">(event: CallingEvent, type: K): event is CallingEvent & CallingEvent<K> {
  return type === "*" || event.type === type;
}
