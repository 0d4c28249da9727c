import { describe, expect, test } from "vitest";
import type { LegView } from "../../src/control/protocol.js";
import { aCall, aliceLeg, botLeg } from "../testing/state.fixture.js";
import { captionOf, connectedWords, duration, endWords, initials, phoneWords } from "./words.js";

function ended(end: NonNullable<LegView["end"]>, direction: LegView["direction"] = "outgoing"): string {
  const mine = aliceLeg({ state: "ended", end, direction });
  const other = botLeg({ state: "ended" });
  return endWords({ call: aCall({ legs: [mine, other] }), mine, other });
}

describe("why a call is over", () => {
  test("is described from the person's side", () => {
    expect(ended({ kind: "hung-up", by: "self" })).toBe("You hung up");
    expect(ended({ kind: "hung-up", by: "other" })).toBe("Contoso line hung up");
  });

  test("differs between one's own refusal and the other's", () => {
    expect(ended({ kind: "declined" }, "incoming")).toBe("You declined");
    expect(ended({ kind: "declined" }, "outgoing")).toBe("Contoso line declined");
    expect(ended({ kind: "busy" }, "incoming")).toBe("You were busy");
    expect(ended({ kind: "rejected", reason: "busy" })).toBe("Contoso line was busy");
  });

  test("shows a kind that it has no words for as it is", () => {
    expect(ended({ kind: "eaten-by-a-whale" })).toBe("eaten-by-a-whale");
  });
});

describe("captions", () => {
  test("of a recorded prompt are its text when that is known, else its address", () => {
    const sound = { kind: "prompt", title: "http://127.0.0.1:1/media/pin.wav?v=2" } as const;
    expect(captionOf(sound, { "pin.wav": "Your PIN, please." })).toBe("Your PIN, please.");
    expect(captionOf(sound)).toBe(sound.title);
  });

  test("of a spoken prompt are its words; silence has none", () => {
    expect(captionOf({ kind: "prompt", title: "Hello" })).toBe("Hello");
    expect(captionOf({ kind: "silence" })).toBeUndefined();
  });
});

test("a number of the North American plan is grouped, others are left alone", () => {
  expect(phoneWords("+14255550123")).toBe("+1 425 555 0123");
  expect(phoneWords("+4930123456")).toBe("+4930123456");
  expect(phoneWords("+1425")).toBe("+1425");
});

test("a name becomes two letters, a number none", () => {
  expect(initials("Alice Martin")).toBe("AM");
  expect(initials("Bob")).toBe("B");
  expect(initials("+1 425 555 0100")).toBe("#");
});

test("durations read as on a phone", () => {
  expect([0, 7_900, 61_000, 3_723_000].map(duration)).toEqual(["0:00", "0:07", "1:01", "1:02:03"]);
});

test("the line says how long it is open, and that the others do not hear", () => {
  expect(connectedWords(aliceLeg({ connectedAt: 1000 }), 8000)).toBe("0:07");
  expect(connectedWords(aliceLeg({ connectedAt: 1000, muted: true }), 8000)).toBe("0:07 · muted");
  expect(connectedWords(aliceLeg({ connectedAt: 1000, muted: true, onHold: true }), 8000)).toBe(
    "0:07 · muted · on hold",
  );
});
