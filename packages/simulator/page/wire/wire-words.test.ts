import { expect, test } from "vitest";
import type { WireEntryView } from "../../src/control/protocol.js";
import { faultWords, outcomeOf, pathOf } from "./wire-words.js";

const entry: WireEntryView = {
  id: "w1",
  at: 0,
  direction: "to-bot",
  cloud: "acs",
  title: "CallConnected",
  tag: "documented",
  method: "POST",
  url: "http://127.0.0.1:3000/calls?key=1",
  requestHeaders: {},
  requestBody: "",
  outcome: "answered",
  status: 200,
};

test("a message's outcome is its status, or why there is none", () => {
  expect(outcomeOf(entry)).toEqual({ words: "200", mood: "plain" });
  expect(outcomeOf({ ...entry, status: 401 })).toEqual({ words: "401", mood: "bad" });
  expect(outcomeOf({ ...entry, outcome: "dropped" })).toEqual({ words: "lost", mood: "bad" });
  expect(outcomeOf({ ...entry, outcome: "failed" })).toEqual({ words: "no answer", mood: "bad" });
  expect(outcomeOf({ ...entry, outcome: "waiting" }).mood).toBe("waiting");
});

test("faults and retries are named; an ordinary message has none", () => {
  expect(faultWords(entry)).toBeUndefined();
  expect(faultWords({ ...entry, fault: "duplicate, delay", attempt: 2 })).toBe("sent twice, delayed, attempt 2");
});

test("an address is shown without its host", () => {
  expect(pathOf(entry.url)).toBe("/calls?key=1");
  expect(pathOf("not an address")).toBe("not an address");
});
