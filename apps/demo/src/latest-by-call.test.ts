import { expect, test } from "vitest";
import { latestByCall } from "./latest-by-call.js";
import type { BotEvent } from "./protocol.js";

const event = (id: string, call: string | undefined, instance: string): BotEvent => ({
  ...{ id, at: 0, type: "call-changed", provider: "acs", instance, summary: "", details: {} },
  ...(call === undefined ? {} : { call }),
});

test("whoever told the last event of a call has it; what belongs to no call counts for none", () => {
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
