import type { KeyHint } from "../protocol.js";
import type { Step } from "./step.js";

/** What can be pressed at each step that asks for keys. */
export function keysOf(pin: string): Partial<Record<Step["step"], KeyHint[]>> {
  return {
    pin: [{ key: `${pin}#`, does: "your PIN, then hash" }],
    menu: [
      { key: "1", does: "a person" },
      { key: "2", does: "the door" },
      { key: "3", does: "a conference" },
      { key: "4", does: "a warm transfer" },
      { key: "9", does: "hang up" },
    ],
    talking: [
      { key: "1", does: "hold or take back" },
      { key: "2", does: "mute" },
      { key: "9", does: "end" },
    ],
    asking: [{ key: "1", does: "take the call" }],
    reminder: [
      { key: "1", does: "confirm" },
      { key: "2", does: "cancel" },
    ],
  };
}
