import type { CallView, SimState } from "@trunkline/simulator/page";
import { describe, expect, test } from "vitest";
import { aCall } from "../testing.fixture.js";
import { onTheLine } from "./on-the-line.js";

type LegView = CallView["legs"][number];

const [botLeg] = aCall("call", "leg-bot", 0).legs;
if (!botLeg) throw new Error("the fixture has no leg");
const bot = botLeg;

function leg(name: string, change: Partial<LegView> = {}): LegView {
  return { ...bot, id: name, displayName: name, owner: { kind: "person", personId: name }, ...change };
}

function line(legs: readonly LegView[], people: SimState["people"] = []) {
  const call = { ...aCall("call", "leg-bot", 0), legs: [...legs] };
  return onTheLine(call, people).map(({ name, doing }) => `${name} ${doing}`);
}

function hearing(id: string, callId: string): SimState["people"][number] {
  const sound = { kind: "prompt", title: "goodbye.wav" } as const;
  return { id, displayName: id, party: bot.party, reaction: { kind: "manual" }, hears: [{ callId, sound }] };
}

describe("who is on the line", () => {
  test("is not listed for a call for two", () => {
    expect(line([leg("Alice"), bot])).toEqual([]);
    expect(line([leg("Alice"), bot, leg("Bob", { state: "ended" })])).toEqual([]);
    expect(onTheLine(undefined, [])).toEqual([]);
  });

  test("is listed when one of two is on hold", () => {
    expect(line([leg("Alice", { onHold: true }), bot])).toEqual(["Alice on hold", "Bot listens"]);
  });

  test("is listed with what each does, the bot last", () => {
    expect(
      line([bot, leg("Alice"), leg("Bob"), leg("Carol", { muted: true }), leg("Dan", { state: "ringing" })]),
    ).toEqual(["Alice talks", "Bob talks", "Carol muted", "Dan rings", "Bot listens"]);
  });

  test("no one talks to people who are on hold", () => {
    expect(line([leg("Alice"), leg("Bob", { onHold: true }), bot])).toEqual([
      "Alice listens",
      "Bob on hold",
      "Bot listens",
    ]);
  });

  test("the bot speaks while someone hears one of its prompts; hold music does not count", () => {
    expect(line([leg("Alice"), leg("Bob"), bot], [hearing("Alice", "call")])).toContain("Bot speaks");
    expect(line([leg("Alice"), leg("Bob"), bot], [hearing("Alice", "another")])).toContain("Bot listens");
    expect(line([leg("Alice", { onHold: true }), leg("Bob"), bot], [hearing("Alice", "call")])).toContain(
      "Bot listens",
    );
  });
});
