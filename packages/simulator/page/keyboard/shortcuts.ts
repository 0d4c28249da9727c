import { useEffect, useRef } from "react";
import type { PhoneState } from "../state/line.js";

/** What a key press means to the phone. */
export type PhoneCommand =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "erase" | "dial" | "answer" | "hang-up" | "decline" | "clear" | "mute" | "help" };

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** What the keyboard does, for the help. */
export const shortcuts: readonly (readonly [keys: string, does: string])[] = [
  ["0 – 9  *  #  A – D", "Dial, or press keys in a call"],
  ["Enter", "Call, or answer"],
  ["Esc", "Hang up, decline, or clear the number"],
  ["Backspace", "Erase a digit"],
  ["M", "Mute or unmute"],
  ["?", "This help"],
];

/** Reads a key press as the phone's state has it; undefined leaves it to the browser. */
export function commandFor(press: KeyPress, state: PhoneState): PhoneCommand | undefined {
  if (!isPlain(press)) return undefined;
  const { key } = press;
  if (key === "?") return { kind: "help" };
  const mayDial = state === "idle" && key === "+";
  if (/^[0-9*#]$/.test(key) || mayDial) return press.repeat ? undefined : { kind: "key", key };
  if (state === "connected" && /^[a-d]$/i.test(key)) return { kind: "key", key: key.toUpperCase() };
  return press.repeat && key !== "Backspace" ? undefined : commandOfKey(key, state);
}

function isPlain({ ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

function commandOfKey(key: string, state: PhoneState): PhoneCommand | undefined {
  switch (key) {
    case "Enter":
      if (state === "idle") return { kind: "dial" };
      return state === "ringing" ? { kind: "answer" } : undefined;
    case "Escape":
      if (state === "idle") return { kind: "clear" };
      return { kind: state === "ringing" ? "decline" : "hang-up" };
    case "Backspace":
      return state === "idle" ? { kind: "erase" } : undefined;
    case "m":
    case "M":
      return state === "connected" ? { kind: "mute" } : undefined;
    default:
      return undefined;
  }
}

/** Further keys of the page around the phone, in lower case. The phone's own come first. */
type MoreKeys = Readonly<Record<string, (() => void) | undefined>>;

/** Hands key presses to the phone, wherever the focus is, but not from fields, nor Enter from what Enter presses anyway. */
export function useShortcuts(state: PhoneState, act: (command: PhoneCommand) => void, more: MoreKeys = {}): void {
  const latest = useRef({ state, act, more });
  latest.current = { state, act, more };

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event)) return;
      const { state: now, act: carryOut, more: others } = latest.current;
      const command = commandFor(event, now);
      const other = isPlain(event) ? others[event.key.toLowerCase()] : undefined;
      if (!command && !other) return;
      event.preventDefault();
      if (command) carryOut(command);
      else other?.();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches("input:not([type=radio]), select, textarea, [contenteditable]")) return true;
  if (target.closest("dialog")) return true;
  return key === "Enter" && target.matches("button:not([data-key]), a, summary");
}
