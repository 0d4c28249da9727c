import { useEffect, useRef } from "react";
import type { PhoneState } from "../state/line.js";
import { type Intent, intentOf } from "./shortcuts.js";

/** Hands key presses to the phone, wherever the focus is, but not from fields, nor Enter from what Enter presses anyway. */
export function useShortcuts(state: PhoneState, act: (intent: Intent) => void): void {
  const latest = useRef({ state, act });
  latest.current = { state, act };

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event)) return;
      const intent = intentOf(event, latest.current.state);
      if (!intent) return;
      event.preventDefault();
      latest.current.act(intent);
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
