import type { Adapter, Call, Calling, CallingEvent, Observations } from "@trunkline/core";
import { nameOf } from "./cast.js";

/** An event that the bot received, or a scenario's note about a call. */
export type Recorded =
  | { readonly kind: "event"; readonly event: CallingEvent }
  | { readonly kind: "note"; readonly call: Call; readonly text: string };

/** Everything in the order it happened. */
export interface Recorder {
  readonly all: readonly Recorded[];
  /** The types of the events, in order. */
  types(): readonly string[];
  /** The events of one type. */
  of<K extends CallingEvent["type"]>(type: K): readonly Extract<CallingEvent, { type: K }>[];
  /** Notes the result of an operation, or its error. */
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
 * The projection from the events of a bot to what must be the same on every provider:
 *
 * - Dropped from every event: ids, times, `raw`, `attempt`, `source`, `context`, the codes and messages of providers.
 * - Dropped entirely: `call-changed` and `participants-changed`. The states that a call passes, and the number of rosters,
 *   depend on the provider.
 * - Kept, in order: the incoming call, connected, tones, ends of operations, results of operations (noted by the scenario),
 *   screen sharing, the end with its kind, errors, unrecognized callbacks. For a group call also its last participants, without
 *   the bot itself.
 * - A cancelMedia and the operation that it canceled end at once, in either order: the cancelMedia is listed first.
 * - What the adapter's `observations` exclude may be missing, and nothing else: see `unobserved`.
 */
export type Trace = Readonly<Record<string, readonly string[]>>;

/** The projection of each call, by the name of its other party. */
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
  for (const label of groups) trace[label]?.push(`on it last: ${rosters[label]?.join(", ") || "no one"}`);
  return trace;
}

const cancelEnded = "cancelMedia completed";
/** The lines of operations that a cancelMedia may end. */
const mediaEnded = /^(play|sendDtmf|collectDtmf) (completed|failed)/;

function add(lines: string[], line: string): void {
  const last = lines.at(-1);
  if (line !== cancelEnded || last === undefined || !mediaEnded.test(last)) lines.push(line);
  else lines.splice(-1, 0, line);
}

/** The part of a trace that these observations allow. */
export function observable(trace: Trace, observations: Observations): Trace {
  const kept = Object.entries(trace).map(([name, lines]) => [
    name,
    lines.filter((line) => !unobserved(line, observations)),
  ]);
  return Object.fromEntries(kept);
}

/**
 * Lines that a provider cannot yield, or that only a workaround for a missing observation yields.
 * - `callerGaveUp`: the bot decides too late about a caller who is gone, and is refused.
 * - `contentSharing`: never reported.
 */
function unobserved(line: string, { callerGaveUp, contentSharing }: Observations): boolean {
  if (!callerGaveUp && /^(answer|reject|redirect) failed: call-ended$/.test(line)) return true;
  return !contentSharing && line.startsWith("sharing ");
}

function lineOf(event: CallingEvent): string | undefined {
  switch (event.type) {
    case "incoming":
      return `incoming from ${nameOf(event.from)} to ${nameOf(event.to)}`;
    case "call-connected":
      return "connected";
    case "call-returned":
      return "returned";
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

/** The label of a call is the name of its other party. */
function labelOf(one: Recorded): string {
  const about = one.kind === "note" ? one : one.event;
  if ("call" in about) return nameOf(about.call.direction === "incoming" ? about.call.from : about.call.to);
  return about.type === "incoming" ? nameOf(about.from) : "no call";
}
