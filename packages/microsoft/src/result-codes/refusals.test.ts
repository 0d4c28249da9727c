import { expect, test } from "vitest";
import { readRefusal, saysCallIsGone } from "./refusals.js";

const refusal = (status: number, code?: string, message = "") => ({ status, code, message });

test.each([
  [404, "8522", "Call not found."],
  [404, "8522", ""],
  [404, "4500", "Call id does not exist."],
  [404, "8543", ""],
  [400, "8528", "The call was terminated."],
])("%i/%s %j says that the call is gone", (status, code, message) => {
  expect(saysCallIsGone(refusal(status, code, message))).toBe(true);
  expect(readRefusal(refusal(status, code, message), false).code).toBe("call-ended");
  expect(readRefusal(refusal(status, code, message), true).code).toBe("not-found");
});

test.each([
  [404, "UnknownError", "<!DOCTYPE html><title>404 - File or directory not found.</title>"],
  [404, undefined, "No HTTP resource was found that matches the request URI"],
  [404, "NotFound", "Call not found."],
  [404, "8522", "Recording not found."],
  [405, "8522", "configuration is missing"],
  [410, undefined, "Gone"],
])("%i/%s %j does not", (status, code, message) => {
  expect(saysCallIsGone(refusal(status, code, message))).toBe(false);
  expect(readRefusal(refusal(status, code, message), false).code).not.toBe("call-ended");
});

test("a request that a gateway answered did not take effect and is retryable", () => {
  for (const code of ["UnknownError", undefined])
    expect(readRefusal(refusal(404, code), false)).toMatchObject({ code: "unavailable", retryable: true });
  expect(readRefusal(refusal(404, "NotFound"), false)).toMatchObject({ code: "not-found", retryable: false });
});

test.each([
  [501, "SimulatorNotImplemented", "unsupported"],
  [405, undefined, "unsupported"],
  [400, "8520", "unsupported"],
  [400, "8501", "conflict"],
  [504, undefined, "timeout"],
  [422, undefined, "invalid-request"],
  [502, undefined, "unavailable"],
] as const)("%i/%s is %s and not retryable", (status, code, expected) => {
  expect(readRefusal(refusal(status, code), false)).toMatchObject({ code: expected, retryable: false });
});

test.each([
  [400, "8505", "invalid-request", /one participant after the other/],
  [400, "8548", "unsupported", /join a meeting/],
  [403, "8552", "forbidden", /organizer/],
  [409, "8554", "conflict", /audio/],
  [404, "8558", "not-found", /call\.participants\(\)/],
  [400, "8566", "unsupported", /themselves/],
] as const)("%i/%s, about somebody on the call, is %s and says what to do", (status, code, expected, hint) => {
  const read = readRefusal(refusal(status, code), false);
  expect(read).toMatchObject({ code: expected, retryable: false });
  expect(read.hint).toMatch(hint);
});
