import { inspect } from "node:util";
import { expect, test } from "vitest";
import { asJson } from "../base/json.js";
import { CallingError } from "../words/calling-error.js";
import { decodeError, encodeEnd, encodeError, encodeSent, type StoredError } from "./error-codec.js";

/** As another instance reads it. */
function throughTheStore(stored: StoredError): StoredError {
  const kept: unknown = asJson(stored);
  return kept as StoredError;
}

const reason = { kind: "busy", code: 486, subcode: 8539, message: "Busy." } as const;
const everything = {
  ...{
    hint: "Wait.",
    provider: "loopback",
    verb: "transfer",
    callRef: "loopback:1",
    status: 429,
    providerCode: "8516",
  },
  ...{ requestId: "rid-1", retryAfterMs: 2000, retryable: true, reason },
} as const;

test("every member comes back from a store, and the message ends with the hint once", () => {
  const error = new CallingError("throttled", "transfer: slow down", everything);
  const read = decodeError(throughTheStore(encodeError(error)), {});
  expect(read).toMatchObject({ code: "throttled", message: "transfer: slow down. Wait.", ...everything });
});

test("in the process that threw it, it is the error itself", () => {
  const error = new CallingError("throttled", "transfer: slow down", everything);
  expect(decodeError(encodeError(error), {})).toBe(error);
});

test("details that an error lacks are filled in, and its own stay", () => {
  const stored = throughTheStore(encodeError(new CallingError("conflict", "no", { verb: "play" })));
  expect(decodeError(stored, { verb: "collectDtmf", provider: "loopback" })).toMatchObject({
    verb: "play",
    provider: "loopback",
  });
});

test("a cause is described by its name, message and codes, and nothing that it refers to is kept", () => {
  const root = new Error("the socket is gone");
  const cause = Object.assign(new TypeError("refused +14255550123, Bearer abc.def", { cause: root }), {
    ...{ code: "8522", statusCode: 404, request: { body: "a secret" } },
  });
  const stored = throughTheStore(encodeError(new CallingError("call-ended", "gone", { cause })));
  expect(JSON.stringify(stored)).not.toMatch(/4255550123|abc\.def|a secret/);
  const read = decodeError(stored, {});
  expect(read.cause).toMatchObject({ name: "TypeError", message: "refused …, Bearer …", code: "8522", status: 404 });
  expect(inspect(read)).toMatch(/\[cause\]: .*TypeError.*refused/);
  expect(inspect(read)).toContain("the socket is gone");
});

test("a cause that is not an error, or is circular, is described as well", () => {
  const circle = new Error("round");
  circle.cause = circle;
  for (const cause of ["a text", circle])
    expect(
      inspect(decodeError(throughTheStore(encodeError(new CallingError("unavailable", "no", { cause }))), {})),
    ).toMatch(/a text|round/);
});

test("tones that were sent are kept only for the instance that waits for them", () => {
  const error = new CallingError("operation-failed", "cut off").about({ sent: "864209" });
  expect(JSON.stringify(encodeError(error))).not.toContain("864209");
  expect(decodeError(throughTheStore(encodeSent(error)), {}).sent).toBe("864209");
});

test("the error of an ended call has the reason and its codes", () => {
  expect(decodeError(encodeEnd(reason), { callRef: "loopback:1" })).toMatchObject({
    ...{ code: "call-ended", message: "the call is over: busy (Busy.)", providerCode: "486/8539" },
    ...{ reason, callRef: "loopback:1" },
  });
});
