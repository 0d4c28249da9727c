import { describe, expect, test } from "vitest";
import { intentOf } from "./shortcuts.js";

const plain = { ctrlKey: false, metaKey: false, altKey: false, repeat: false };
const press = (key: string, change: Partial<typeof plain> = {}) => ({ ...plain, ...change, key });

describe("a key press", () => {
  test("of a digit is a key of the phone in every state", () => {
    expect(intentOf(press("5"), "idle")).toEqual({ kind: "key", key: "5" });
    expect(intentOf(press("#"), "connected")).toEqual({ kind: "key", key: "#" });
  });

  test("held down dials one digit, not many", () => {
    expect(intentOf(press("5", { repeat: true }), "connected")).toBeUndefined();
  });

  test("of Enter calls when idle, answers when it rings, and does nothing in a call", () => {
    expect(intentOf(press("Enter"), "idle")).toEqual({ kind: "dial" });
    expect(intentOf(press("Enter"), "ringing")).toEqual({ kind: "answer" });
    expect(intentOf(press("Enter"), "connected")).toBeUndefined();
  });

  test("of Escape clears, declines or hangs up", () => {
    expect(intentOf(press("Escape"), "idle")).toEqual({ kind: "clear" });
    expect(intentOf(press("Escape"), "ringing")).toEqual({ kind: "decline" });
    expect(intentOf(press("Escape"), "dialing")).toEqual({ kind: "hang-up" });
    expect(intentOf(press("Escape"), "connected")).toEqual({ kind: "hang-up" });
  });

  test("of A to D is a tone only in a call", () => {
    expect(intentOf(press("b"), "connected")).toEqual({ kind: "key", key: "B" });
    expect(intentOf(press("b"), "idle")).toBeUndefined();
  });

  test("together with Ctrl, Alt or Cmd belongs to the browser", () => {
    for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
      expect(intentOf(press("1", { [modifier]: true }), "idle")).toBeUndefined();
    }
  });
});
