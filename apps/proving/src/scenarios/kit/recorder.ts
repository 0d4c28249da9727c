import type { Adapter, Call, Calling, CallingEvent } from "@trunkline/core";

/** Something that the bot was told, or that a scenario noted about a call. */
export type Recorded =
  | { readonly kind: "event"; readonly event: CallingEvent }
  | { readonly kind: "note"; readonly call: Call; readonly text: string };

/** Everything in the order in which it came about. */
export interface Recorder {
  readonly all: readonly Recorded[];
  /** The types of the events, in order. */
  types(): readonly string[];
  /** The events of one type. */
  of<K extends CallingEvent["type"]>(type: K): readonly Extract<CallingEvent, { type: K }>[];
  /** Writes down what an operation yielded, or how it failed. */
  note(call: Call, text: string): void;
}

export function record(calling: Calling<Adapter>): Recorder {
  const all: Recorded[] = [];
  calling.on("*", (event) => void all.push({ kind: "event", event }));
  const events = () => all.flatMap((one) => (one.kind === "event" ? [one.event] : []));
  return {
    all,
    types: () => events().map(({ type }) => type),
    of: (type) =>
      events().filter((event): event is Extract<CallingEvent, { type: typeof type }> => event.type === type),
    note: (call, text) => void all.push({ kind: "note", call, text }),
  };
}
