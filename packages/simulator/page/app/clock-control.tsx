import type { SimState } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { TextButton } from "../ui/text-button.js";
import { clockTime } from "../wire/wire-words.js";
import "./clock-control.css";

const STEPS = [
  [1000, "+1 s"],
  [10_000, "+10 s"],
  [60_000, "+1 min"],
] as const;

/** A clock that is moved by hand shows itself, and can be moved. */
export function ClockControl({ state, control }: { readonly state: SimState; readonly control: SimControl }) {
  if (state.clock === "real") return null;
  return (
    <fieldset className="clock-control">
      <legend className="visually-hidden">Clock</legend>
      <time className="number">{clockTime(state.now)}</time>
      {STEPS.map(([ms, label]) => (
        <TextButton key={ms} onClick={() => void control.advance(ms).catch(() => {})}>
          {label}
        </TextButton>
      ))}
    </fieldset>
  );
}
