import { latestByCall } from "../../src/latest-by-call.js";
import type { DemoState } from "../../src/protocol.js";

/** The instance that has the newest call that is up on the chosen cloud; nobody between a death and the takeover. */
export function holderOf({ events, provider, instances }: DemoState): string | undefined {
  const up = new Set(instances.filter(({ state }) => state === "up").map(({ name }) => name));
  const latest = latestByCall(events).findLast((event) => event.provider === provider && event.type !== "call-ended");
  return latest && latest.type !== "instance-killed" && up.has(latest.instance) ? latest.instance : undefined;
}
