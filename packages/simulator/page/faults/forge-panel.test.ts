import { expect, test } from "vitest";
import { forgeAnswer } from "./forge-panel.js";

test("a refusal says its status and the bot's reason", () => {
  expect(forgeAnswer({ status: 401, body: '{"error":{"code":"x","message":"the signature is wrong"}}' })).toEqual({
    refused: true,
    words: "Refused · 401",
    reason: "the signature is wrong",
  });
});

test("a bot that accepts a forgery is recognized", () => {
  expect(forgeAnswer({ status: 202, body: "" })).toEqual({ refused: false, words: "Let in · 202", reason: undefined });
});

test("reasons in plain text and in other shapes of JSON are shown too", () => {
  expect(forgeAnswer({ status: 403, body: "no" }).reason).toBe("no");
  expect(forgeAnswer({ status: 403, body: '{"message":"not yours"}' }).reason).toBe("not yours");
  expect(forgeAnswer({ status: 403, body: '{"error":"nope"}' }).reason).toBe("nope");
  expect(forgeAnswer({ status: 403, body: '{"why":1}' }).reason).toBe('{"why":1}');
  expect(forgeAnswer({ status: 403, body: "{cut" }).reason).toBe("{cut");
});

test("a bot that does not answer has not refused", () => {
  expect(forgeAnswer({ status: 0, body: "" })).toMatchObject({ refused: false, words: "No answer" });
});
