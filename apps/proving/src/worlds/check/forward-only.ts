import { type CallState, callStates } from "@trunkline/core";
import type { Told } from "../play/diary.js";
import type { Played } from "../play/play-scenario.js";
import { byCall } from "./one-end.js";

const ranks: ReadonlyMap<string, number> = new Map(callStates.map((state, index) => [state, index]));
const rank = (state: string) => ranks.get(state) ?? -1;

/** A call never moves back: neither by what the bot is told nor on record. */
export function forwardOnly({ diary, ledger }: Played): readonly string[] {
  const told = [...byCall(diary)].map(([ref, events]) => [diary.nameOf(ref) ?? ref, events.flatMap(stateOf)] as const);
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
