import { describe, expect, test } from "vitest";
import { commandFor } from "./shortcuts.js";

const plain = { ctrlKey: false, metaKey: false, altKey: false, repeat: false };
const press = (key: string, change: Partial<typeof plain> = {}) => ({ ...plain, ...change, key });

describe("a key press", () => {
  test("of a digit is a key of the phone in every state", () => {
    expect(commandFor(press("5"), "idle")).toEqual({ kind: "key", key: "5" });
    expect(commandFor(press("#"), "connected")).toEqual({ kind: "key", key: "#" });
  });

  test("held down dials one digit, not many", () => {
    expect(commandFor(press("5", { repeat: true }), "connected")).toBeUndefined();
  });

  test("of Enter calls when idle, answers when it rings, and does nothing in a call", () => {
    expect(commandFor(press("Enter"), "idle")).toEqual({ kind: "dial" });
    expect(commandFor(press("Enter"), "ringing")).toEqual({ kind: "answer" });
    expect(commandFor(press("Enter"), "connected")).toBeUndefined();
  });

  test("of Escape clears, declines or hangs up", () => {
    expect(commandFor(press("Escape"), "idle")).toEqual({ kind: "clear" });
    expect(commandFor(press("Escape"), "ringing")).toEqual({ kind: "decline" });
    expect(commandFor(press("Escape"), "dialing")).toEqual({ kind: "hang-up" });
    expect(commandFor(press("Escape"), "connected")).toEqual({ kind: "hang-up" });
  });

  test("of A to D is a tone only in a call", () => {
    expect(commandFor(press("b"), "connected")).toEqual({ kind: "key", key: "B" });
    expect(commandFor(press("b"), "idle")).toBeUndefined();
  });

  test("together with Ctrl, Alt or Cmd belongs to the browser", () => {
    for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
      expect(commandFor(press("1", { [modifier]: true }), "idle")).toBeUndefined();
    }
  });
});
