import { expect, test } from "vitest";
import { readError } from "./graph-refusal.js";

test("an error has a code and a message, and the code may be a number", () => {
  expect(readError({ error: { code: "8522", message: "Call not found." } })).toEqual({
    code: "8522",
    message: "Call not found.",
  });
  expect(readError({ error: { code: 7505, message: "m" } }).code).toBe("7505");
});

test("an error that the gateway wrapped in text is unwrapped", () => {
  const message = '{"errorCode":"7505","message":"Request authorization tenant mismatch.","instanceAnnotations":[]}';
  expect(readError({ error: { code: "UnknownError", message } })).toEqual({
    code: "7505",
    message: "Request authorization tenant mismatch.",
  });
  expect(readError({ error: { code: "UnknownError", message: "no JSON" } })).toEqual({
    code: "UnknownError",
    message: "no JSON",
  });
});

test("a body that is not an error yields nothing", () => {
  for (const body of [undefined, null, "text", {}, { error: null }, { error: { code: {}, message: 7 } }]) {
    expect(readError(body)).toEqual({ code: undefined, message: undefined });
  }
});
