import { type CallState, callStates } from "@trunkline/core";
import { type History, refOf, type Told } from "../play/history.js";
import type { Played } from "../play/play-scenario.js";

/** Every call that the bot was told of, or that it made, ends in exactly one terminal event, and nothing is told after it. */
export function oneEnd({ history }: Played): readonly string[] {
  const wrong: string[] = [];
  for (const [ref, told] of byCall(history)) {
    const name = history.nameOf(ref) ?? ref;
    const ends = new Set(told.filter(({ event }) => event.type === "call-ended").map(({ event }) => event.id));
    const begun = history.created.has(ref) || told.some(({ event }) => event.type === "incoming");
    if (begun && ends.size !== 1) wrong.push(`${name}: ${ends.size} ends`);
    if (!begun && ends.size > 1) wrong.push(`${name}: ${ends.size} ends of a call that was never begun`);
    wrong.push(...afterTheEnd(told).map((type) => `${name}: ${type} after its end`));
  }
  for (const ref of history.created)
    if (!byCall(history).has(ref)) wrong.push(`${history.nameOf(ref)}: nothing was ever told of it`);
  return wrong;
}

/** What is told again because an instance was lost over it is not news. */
function afterTheEnd(told: readonly Told[]): readonly string[] {
  const end = told.findIndex(({ event }) => event.type === "call-ended");
  if (end < 0) return [];
  const before = new Set(told.slice(0, end + 1).map(({ event }) => event.id));
  return told
    .slice(end + 1)
    .filter(({ event }) => !before.has(event.id) && event.attempt === 1)
    .map(({ event }) => event.type);
}

/** What was told, call by call. */
export function byCall(history: History): ReadonlyMap<string, readonly Told[]> {
  const calls = new Map<string, Told[]>();
  for (const told of history.told) {
    const ref = refOf(told.event);
    if (ref !== undefined) calls.set(ref, [...(calls.get(ref) ?? []), told]);
  }
  return calls;
}

const ranks: ReadonlyMap<string, number> = new Map(callStates.map((state, index) => [state, index]));
const rank = (state: string) => ranks.get(state) ?? -1;

/** A call never moves back: neither by what the bot is told nor on record. */
export function forwardOnly({ history, ledger }: Played): readonly string[] {
  const told = [...byCall(history)].map(
    ([ref, events]) => [history.nameOf(ref) ?? ref, events.flatMap(stateOf)] as const,
  );
  const written = [...ledger.calls].map(([key, { states }]) => [`record ${key}`, states] as const);
  return [...told, ...written].flatMap(([name, states]) => {
    const back = states.find((state, index) => index > 0 && rank(state) < rank(states[index - 1] ?? ""));
    return back === undefined ? [] : [`${name}: back to ${back} in ${[...new Set(states)].join(", ")}`];
  });
}

/** Told again, a state is as old as it was. */
function stateOf({ event }: Told): readonly CallState[] {
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
