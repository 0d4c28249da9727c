import type { PhoneCommand } from "../keyboard/shortcuts.js";
import type { HeardTone } from "../state/sim-view.js";
import "./keypad.css";

const KEYS = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", "+"],
  ["#", ""],
] as const;

/** The twelve keys. A key lights when its tone sounds, from either end. */
export function Keypad(props: {
  readonly tone: HeardTone | undefined;
  readonly enabled: boolean;
  readonly onKey: (command: PhoneCommand) => void;
}) {
  return (
    <fieldset className="keypad" disabled={!props.enabled}>
      <legend className="visually-hidden">Keypad</legend>
      {KEYS.map(([digit, letters]) => (
        <Key
          key={digit}
          digit={digit}
          letters={letters}
          lit={props.tone?.tone === digit ? props.tone.seq : undefined}
          onPress={() => props.onKey({ kind: "key", key: digit })}
        />
      ))}
    </fieldset>
  );
}

const NAMES: Readonly<Record<string, string>> = { "*": "star", "#": "hash" };

/** One key. `lit` changes with every tone of it, which lights it anew. */
function Key(props: {
  readonly digit: string;
  readonly letters: string;
  readonly lit: number | undefined;
  readonly onPress: () => void;
}) {
  const { digit, letters, lit } = props;
  return (
    <button type="button" className="key" data-key={digit} aria-label={NAMES[digit] ?? digit} onClick={props.onPress}>
      {lit !== undefined && <span className="key-light" key={lit} />}
      <span className="key-digit">{digit === "*" ? "∗" : digit}</span>
      <span className="key-letters">{letters}</span>
    </button>
  );
}
