import { type CallState, callStates } from "@trunkline/core";
import { type Delivered, type History, refOf } from "../play/history.js";
import type { Played } from "../play/play-scenario.js";

/** Every call that was offered to the bot, or that it created, ends in exactly one terminal event, and has no event after it. */
export function oneEnd({ history }: Played): readonly string[] {
  const wrong: string[] = [];
  for (const [ref, delivered] of byCall(history)) {
    const name = history.nameOf(ref) ?? ref;
    const ends = new Set(delivered.filter(({ event }) => event.type === "call-ended").map(({ event }) => event.id));
    const begun = history.created.has(ref) || delivered.some(({ event }) => event.type === "incoming");
    if (begun && ends.size !== 1) wrong.push(`${name}: ${ends.size} ends`);
    if (!begun && ends.size > 1) wrong.push(`${name}: ${ends.size} ends of a call that never began`);
    wrong.push(...afterTheEnd(delivered).map((type) => `${name}: ${type} after its end`));
  }
  for (const ref of history.created)
    if (!byCall(history).has(ref)) wrong.push(`${history.nameOf(ref)}: no event was ever delivered`);
  return wrong;
}

/** An event that is delivered again because an instance was lost does not count. */
function afterTheEnd(delivered: readonly Delivered[]): readonly string[] {
  const end = delivered.findIndex(({ event }) => event.type === "call-ended");
  if (end < 0) return [];
  const before = new Set(delivered.slice(0, end + 1).map(({ event }) => event.id));
  return delivered
    .slice(end + 1)
    .filter(({ event }) => !before.has(event.id) && event.attempt === 1)
    .map(({ event }) => event.type);
}

/** The delivered events, by call. */
export function byCall(history: History): ReadonlyMap<string, readonly Delivered[]> {
  const calls = new Map<string, Delivered[]>();
  for (const one of history.delivered) {
    const ref = refOf(one.event);
    if (ref !== undefined) calls.set(ref, [...(calls.get(ref) ?? []), one]);
  }
  return calls;
}

const ranks: ReadonlyMap<string, number> = new Map(callStates.map((state, index) => [state, index]));
const rank = (state: string) => ranks.get(state) ?? -1;

/** A call never moves back, neither in its events nor in its record. */
export function forwardOnly({ history, ledger }: Played): readonly string[] {
  const delivered = [...byCall(history)].map(
    ([ref, events]) => [history.nameOf(ref) ?? ref, events.flatMap(stateOf)] as const,
  );
  const written = [...ledger.calls].map(([key, { states }]) => [`record ${key}`, states] as const);
  return [...delivered, ...written].flatMap(([name, states]) => {
    const back = states.find((state, index) => index > 0 && rank(state) < rank(states[index - 1] ?? ""));
    return back === undefined ? [] : [`${name}: back to ${back} in ${[...new Set(states)].join(", ")}`];
  });
}

/** The state that an event reports. A repeated event reports an old one, which does not count. */
function stateOf({ event }: Delivered): readonly CallState[] {
  if (event.attempt > 1) return [];
  switch (event.type) {
    case "call-changed":
      return [event.state];
    case "call-connected":
      return ["connected"];
    case "call-ended":
      return ["disconnected"];
    default:
      return [];
  }
}
