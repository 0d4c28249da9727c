import type { CallingEvent, EventName } from "../interface/events.js";
import type { EventContent } from "../record/happening.js";

type Handler = (event: CallingEvent) => unknown;

/** The handlers of `calling.on`, by type of event. */
export class EventHub {
  readonly #handlers = new Map<EventName | "*", Set<Handler>>();
  readonly #onFirst = new Map<EventName, () => void>();

  on<K extends EventName | "*">(type: K, handler: (event: CallingEvent<K>) => unknown): () => void {
    const handlers = this.#handlers.get(type) ?? new Set();
    const typed: Handler = (event) => {
      if (isOfType(event, type)) return handler(event);
    };
    this.#handlers.set(type, handlers.add(typed));
    if (type !== "*" && handlers.size === 1) this.#onFirst.get(type)?.();
    return () => handlers.delete(typed);
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
    return (this.#handlers.get(type)?.size ?? 0) > 0;
  }

  handlersOf(type: EventName): readonly Handler[] {
    return [...(this.#handlers.get(type) ?? []), ...(this.#handlers.get("*") ?? [])];
  }
}

function isOfType<K extends EventName | "*">(event: CallingEvent, type: K): event is CallingEvent & CallingEvent<K> {
  return type === "*" || event.type === type;
}
