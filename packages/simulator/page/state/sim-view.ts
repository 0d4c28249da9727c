import type { SimState, SoundView, StreamMessage } from "../../src/control/protocol.js";

/** What the page knows of the simulator. */
export interface SimView {
  /** Undefined until the first snapshot. */
  readonly state: SimState | undefined;
  /** What to add to the page's clock to get the simulator's; ms. A clock moved by hand stands still instead. */
  readonly aheadMs: number;
  /** The last tone that a person heard or pressed. `seq` tells two of the same apart. */
  readonly tone: HeardTone | undefined;
  /** The last keys that a person pressed in a call, by `trailKey`. */
  readonly trails: Readonly<Record<string, string>>;
  /** A message is missing: read everything again. */
  readonly gap: boolean;
}

export interface HeardTone {
  readonly seq: number;
  readonly personId: string;
  readonly tone: string;
  readonly by: "self" | "other";
}

export const noView: SimView = { state: undefined, aheadMs: 0, tone: undefined, trails: {}, gap: false };

/** The most that is kept, as on the server. */
const CALLS = 200;
const ENTRIES = 2000;
const TRAIL = 16;

export function trailKey(personId: string, callId: string): string {
  return `${personId} ${callId}`;
}

/** Takes in one message. `receivedAt` is the page's own clock. */
export function reduceSim(view: SimView, message: StreamMessage, receivedAt: number): SimView {
  if (message.type === "snapshot") {
    return { ...view, state: message.state, aheadMs: message.state.now - receivedAt, gap: false };
  }
  const { state } = view;
  if (!state || message.seq <= state.seq) return view;
  const next = { ...state, seq: message.seq, now: Math.max(state.now, message.at) };
  return { ...view, ...apply(view, next, message), gap: view.gap || message.seq !== state.seq + 1 };
}

type Change = Exclude<StreamMessage, { type: "snapshot" }>;

function apply(view: SimView, state: SimState, message: Change): Partial<SimView> {
  switch (message.type) {
    case "call":
      return { state: { ...state, calls: putById(state.calls, message.call).slice(-CALLS) } };
    case "wire":
      return { state: { ...state, log: putById(state.log, message.entry).slice(-ENTRIES) } };
    case "people":
      return { state: { ...state, people: message.people } };
    case "bots":
      return { state: { ...state, bots: message.bots } };
    case "faults":
      return { state: { ...state, faults: message.faults } };
    case "pressed": {
      const { seq, personId, callId, tone } = message;
      const key = trailKey(personId, callId);
      const trail = ((view.trails[key] ?? "") + tone).slice(-TRAIL);
      return { state, tone: { seq, personId, tone, by: "self" }, trails: { ...view.trails, [key]: trail } };
    }
    case "heard": {
      const { personId, callId, sound } = message;
      if (sound.kind === "tone") {
        return { state, tone: { seq: message.seq, personId, tone: sound.tone ?? "", by: "other" } };
      }
      return { state: { ...state, people: state.people.map(hearing(personId, callId, sound)) } };
    }
    case "said":
    case "clock":
      return { state };
  }
}

function hearing(personId: string, callId: string, sound: SoundView) {
  return (person: SimState["people"][number]): SimState["people"][number] => {
    if (person.id !== personId) return person;
    const rest = person.hears.filter((one) => one.callId !== callId);
    return { ...person, hears: sound.kind === "silence" ? rest : [...rest, { callId, sound }] };
  };
}

/** Replaces what has the same id, or adds it at the end. */
function putById<Item extends { readonly id: string }>(items: readonly Item[], item: Item): Item[] {
  const index = items.findIndex((one) => one.id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}

/** The simulator's time. */
export function simNow(view: SimView, pageNow: number): number {
  if (!view.state) return pageNow;
  return view.state.clock === "manual" ? view.state.now : pageNow + view.aheadMs;
}
