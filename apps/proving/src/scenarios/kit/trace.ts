import type { Adapter, Call, Calling, CallingEvent, Observations } from "@trunkline/core";
import { nameOf } from "./cast.js";

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

/**
 * The written projection from what a bot was told to what has to be the same on every provider:
 *
 * - Dropped from every event: ids, times, `raw`, `attempt`, `source`, `context`, the figures and messages of providers.
 * - Dropped whole: `call-changed` and `participants-changed`. Which states a call passes on its way, and how many rosters
 *   are sent, is each provider's own affair.
 * - Kept, in order: the incoming call, connected, tones, ends of operations, what operations yielded (noted by the scenario),
 *   screen sharing, the end with its kind, errors, anything unrecognized. Of a group call also who was on it last, the
 *   bot itself aside.
 * - A cancelMedia and what it canceled end at once, in whichever order they are told: the cancelMedia stands first.
 * - What the adapter's `observations` say it never tells may be missing, and only that: see `untold`.
 */
export type Trace = Readonly<Record<string, readonly string[]>>;

/** What was told of each call, under the name of its other side. */
export function project(recorded: readonly Recorded[]): Trace {
  const trace: Record<string, string[]> = {};
  const rosters: Record<string, readonly string[]> = {};
  const groups = new Set<string>();
  for (const one of recorded) {
    const label = labelOf(one);
    const lines = trace[label] ?? [];
    trace[label] = lines;
    if (one.kind === "event" && one.event.type === "participants-changed") {
      const names = one.event.participants.map(({ party }) => nameOf(party)).filter((name) => name !== "bot");
      if (names.length > 1) groups.add(label);
      rosters[label] = [...new Set(names)].sort();
    }
    const line = one.kind === "note" ? one.text : lineOf(one.event);
    if (line !== undefined) add(lines, line);
  }
  for (const label of groups) trace[label]?.push(`on it last: ${rosters[label]?.join(", ") || "nobody"}`);
  return trace;
}

const cancelEnded = "cancelMedia completed";
/** How what a cancelMedia cancels comes to its end. */
const mediaEnded = /^(play|sendDtmf|collectDtmf) (completed|failed)/;

function add(lines: string[], line: string): void {
  const last = lines.at(-1);
  if (line !== cancelEnded || last === undefined || !mediaEnded.test(last)) lines.push(line);
  else lines.splice(-1, 0, line);
}

/** A trace as far as it can be had where only these things are told. */
export function tellable(trace: Trace, observations: Observations): Trace {
  const kept = Object.entries(trace).map(([name, lines]) => [
    name,
    lines.filter((line) => !untold(line, observations)),
  ]);
  return Object.fromEntries(kept);
}

/**
 * Lines that a provider cannot yield, or that only the way round a silence yields.
 * - `callerGaveUp`: the bot decides too late about a caller who is gone, and is refused.
 * - `contentSharing`: nothing is ever heard of it.
 */
function untold(line: string, { callerGaveUp, contentSharing }: Observations): boolean {
  if (!callerGaveUp && /^(answer|reject|redirect) failed: call-ended$/.test(line)) return true;
  return !contentSharing && line.startsWith("sharing ");
}

function lineOf(event: CallingEvent): string | undefined {
  switch (event.type) {
    case "incoming":
      return `incoming from ${nameOf(event.from)} to ${nameOf(event.to)}`;
    case "call-connected":
      return "connected";
    case "call-ended":
      return `ended: ${event.reason.kind}`;
    case "dtmf-received":
      return `tone ${event.tone}`;
    case "operation-completed":
      return `${event.verb} completed`;
    case "operation-failed":
      return `${event.verb} failed: ${event.error.code}`;
    case "content-sharing-changed":
      return `sharing ${event.change}`;
    case "call-recovered":
      return "recovered";
    case "unrecognized":
      return `unrecognized ${event.name}`;
    case "error":
      return `error ${String(event.error)}`;
    case "call-changed":
    case "participants-changed":
      return undefined;
  }
}

/** Calls are told apart by whom they are with. */
function labelOf(one: Recorded): string {
  const about = one.kind === "note" ? one : one.event;
  if ("call" in about) return nameOf(about.call.direction === "incoming" ? about.call.from : about.call.to);
  return about.type === "incoming" ? nameOf(about.from) : "no call";
}
