import { type DemoMessage, type DemoState, latestByCall } from "../src/protocol.js";

/** The maximum number of events that are kept, as on the server. */
const KEPT = 500;

/** Applies one message. An event that is delivered again, because its instance died, is a new line with its attempt in the details. */
export function reduceDemo(state: DemoState | undefined, message: DemoMessage): DemoState | undefined {
  if (message.kind === "state") return message.state;
  if (!state) return undefined;
  return { ...state, events: [...state.events, message.event].slice(-KEPT) };
}

/** The instance that has the newest live call on the chosen cloud; none between a death and the takeover. */
export function holderOf({ events, provider, instances }: DemoState): string | undefined {
  const up = new Set(instances.filter(({ state }) => state === "up").map(({ name }) => name));
  const latest = latestByCall(events).findLast((event) => event.provider === provider && event.type !== "call-ended");
  return latest && latest.type !== "instance-killed" && up.has(latest.instance) ? latest.instance : undefined;
}
