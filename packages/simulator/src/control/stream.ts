import type { Faults } from "../delivery/faults.js";
import type { WireLog } from "../delivery/wire-log.js";
import { type Clock, isMovedByHand } from "../engine/clock.js";
import type { Engine } from "../engine/engine.js";
import type { SimState, StreamMessage } from "./protocol.js";
import type { Views } from "./views.js";

/** The whole state, and every change of it, numbered. */
interface StateStream {
  snapshot(): SimState;
  /** Calls with a snapshot first, then with each change; returns how to stop. */
  subscribe(listener: (message: StreamMessage) => void): () => void;
  clockMoved(): void;
}

type Change = Exclude<StreamMessage, { type: "snapshot" }>;
/** A change before it is numbered. */
type Unnumbered = Change extends infer One ? (One extends Change ? Omit<One, "seq" | "at"> : never) : never;

export function createStateStream(
  engine: Engine,
  tools: { readonly clock: Clock; readonly log: WireLog; readonly faults: Faults; readonly views: Views },
): StateStream {
  const { clock, log, faults, views } = tools;
  const listeners = new Set<(message: StreamMessage) => void>();
  let seq = 0;

  const people = () => engine.population.persons().map(views.person);
  const bots = () => engine.population.bots().map(views.bot);
  const send = (change: Unnumbered): void => {
    seq++;
    const message = { ...change, seq, at: clock.now() };
    for (const listener of [...listeners]) listener(message);
  };
  const snapshot = (): SimState => ({
    seq,
    now: clock.now(),
    clock: isMovedByHand(clock) ? "manual" : "real",
    people: people(),
    bots: bots(),
    meetings: views.meetings(),
    calls: engine.calls.all().map(views.call),
    log: [...log.entries()],
    faults: [...faults.list()],
  });
  const everything = (): void => {
    const state = snapshot();
    for (const listener of [...listeners]) listener({ type: "snapshot", state });
  };

  engine.on((event) => {
    switch (event.type) {
      case "call-changed":
        return send({ type: "call", call: views.call(event.call) });
      case "heard": {
        const { person, callId, sound } = event;
        return send({ type: "heard", personId: person.id, callId, sound: views.sound(sound) });
      }
      case "pressed":
        return send({ type: "pressed", personId: event.person.id, callId: event.callId, tone: event.tone });
      case "said":
        return send({ type: "said", personId: event.person.id, callId: event.callId, phrase: event.phrase });
      case "people-changed":
        return send({ type: "people", people: people() });
      case "bots-changed":
        return send({ type: "bots", bots: bots() });
      case "reset":
        return everything();
      default:
        return undefined;
    }
  });
  log.on((entry) => send({ type: "wire", entry }));
  faults.on(() => send({ type: "faults", faults: [...faults.list()] }));

  return {
    snapshot,
    subscribe(listener) {
      listener({ type: "snapshot", state: snapshot() });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clockMoved: () => send({ type: "clock" }),
  };
}
