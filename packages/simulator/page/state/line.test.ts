import { describe, expect, test } from "vitest";
import { aCall, aliceLeg, aState, botLeg } from "../testing/state.fixture.js";
import { currentLine, decisionDeadline, linesOf, phoneState, remaining } from "./line.js";

describe("a person's lines", () => {
  test("are the calls that the person is in, the newest first", () => {
    const calls = [
      aCall({ id: "old", legs: [aliceLeg({ since: 1 }), botLeg()] }),
      aCall({ id: "others", legs: [botLeg()] }),
      aCall({ id: "new", legs: [aliceLeg({ since: 2 }), botLeg()] }),
    ];
    expect(linesOf(aState({ calls }), "alice").map(({ call }) => call.id)).toEqual(["new", "old"]);
  });

  test("follow a transfer: the other end is who is there now", () => {
    const bob = botLeg({ id: "leg-bob", displayName: "Bob", owner: { kind: "person", personId: "bob" } });
    const call = aCall({ legs: [aliceLeg(), botLeg({ state: "ended" }), bob] });
    expect(linesOf(aState({ calls: [call] }), "alice")[0]?.other?.displayName).toBe("Bob");
  });

  test("the phone is about the connected call, even while another rings", () => {
    const calls = [
      aCall({ id: "talk", legs: [aliceLeg({ since: 1 }), botLeg()] }),
      aCall({ id: "rings", legs: [aliceLeg({ since: 2, state: "ringing" }), botLeg()] }),
    ];
    const lines = linesOf(aState({ calls }), "alice");
    expect(currentLine(lines)?.call.id).toBe("talk");
    expect(currentLine(lines, "rings")?.call.id).toBe("rings");
  });

  test("an ended call leaves the phone idle, chosen or not", () => {
    const lines = linesOf(aState({ calls: [aCall({ legs: [aliceLeg({ state: "ended" })] })] }), "alice");
    expect(currentLine(lines, "c1")).toBeUndefined();
    expect(phoneState(undefined)).toBe("idle");
  });
});

describe("the deadline of a decision", () => {
  test("runs from the offer to the bot until its time is up", () => {
    const call = aCall({
      legs: [aliceLeg({ state: "dialing" }), botLeg({ state: "ringing", since: 10, decideBy: 30 })],
    });
    const deadline = decisionDeadline(call);
    expect(deadline).toEqual({ from: 10, until: 30 });
    expect([5, 10, 15, 30, 99].map((now) => deadline && remaining(deadline, now))).toEqual([1, 1, 0.75, 0, 0]);
  });

  test("is over once the bot has decided", () => {
    expect(decisionDeadline(aCall({ legs: [aliceLeg(), botLeg({ decideBy: 30 })] }))).toBeUndefined();
  });
});
