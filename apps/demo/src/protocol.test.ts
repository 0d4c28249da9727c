import { expect, test } from "vitest";
import { type BotEvent, latestByCall } from "./protocol.js";

const event = (id: string, call: string | undefined, instance: string): BotEvent => ({
  ...{ id, at: 0, type: "call-changed", provider: "acs", instance, summary: "", details: {} },
  ...(call === undefined ? {} : { call }),
});

test("the instance that reported the last event of a call has it; events without a call are skipped", () => {
  const latest = latestByCall([
    event("1", "a", "1"),
    event("2", "b", "2"),
    event("3", "a", "3"),
    event("4", undefined, "1"),
  ]);
  expect(latest.map(({ call, instance }) => [call, instance])).toEqual([
    ["a", "3"],
    ["b", "2"],
  ]);
});
