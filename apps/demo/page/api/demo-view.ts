import type { DemoMessage, DemoState } from "../../src/protocol.js";

/** The most events that are kept, as on the server. */
const KEPT = 500;

/** Takes in one message. An event that is told again (an instance died over it) is a new line, with its attempt in the details. */
export function reduceDemo(state: DemoState | undefined, message: DemoMessage): DemoState | undefined {
  if (message.kind === "state") return message.state;
  if (!state) return undefined;
  return { ...state, events: [...state.events, message.event].slice(-KEPT) };
}
