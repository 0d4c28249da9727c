import type { KeyHint } from "../protocol.js";
import type { Step } from "./steps.js";

/** What can be pressed at each step that asks for keys. */
export function keysOf(pin: string): Partial<Record<Step["step"], KeyHint[]>> {
  return {
    pin: [{ key: `${pin}#`, does: "your PIN, then hash" }],
    menu: [
      { key: "1", does: "a person" },
      { key: "2", does: "the door" },
      { key: "9", does: "hang up" },
    ],
    reminder: [
      { key: "1", does: "confirm" },
      { key: "2", does: "cancel" },
    ],
  };
}
