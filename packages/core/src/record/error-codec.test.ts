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

test("only members that an error has are kept", () => {
  const bare = encodeError(new CallingError("conflict", "no"));
  expect(bare).toStrictEqual({ code: "conflict", message: "no" });
  const prompt = encodeError(
    new CallingError("operation-failed", "no", { failedPrompt: 0, retryAfterMs: 0, status: 0 }),
  );
  expect(prompt).toStrictEqual({
    code: "operation-failed",
    message: "no",
    failedPrompt: 0,
    retryAfterMs: 0,
    status: 0,
  });
});

test("what stopped a wait, and is no error of ours, is kept as a timeout with its words", () => {
  expect(encodeError(new Error("aborted"))).toEqual({ code: "timeout", message: "stopped waiting: aborted" });
  expect(encodeError("enough")).toEqual({ code: "timeout", message: "stopped waiting: enough" });
  expect(encodeSent("enough")).toEqual({ code: "timeout", message: "stopped waiting: enough" });
});

test("an error that sent no tones is itself again for an instance that waits", () => {
  const error = new CallingError("operation-failed", "cut off");
  expect(encodeSent(error)).not.toHaveProperty("sent");
  expect(decodeError(encodeSent(error), {})).toBe(error);
});

test("causes are followed four deep", () => {
  const names = (stored: StoredError | StoredError["cause"]): readonly string[] =>
    stored?.cause ? [stored.cause.message, ...names(stored.cause)] : [];
  const chain = (depth: number): Error => new Error(`cause ${depth}`, depth < 9 ? { cause: chain(depth + 1) } : {});
  expect(names(encodeError(new CallingError("conflict", "no", { cause: chain(1) })))).toEqual([
    ...["cause 1", "cause 2", "cause 3", "cause 4"],
  ]);
});

test("a cause that is one of our errors comes back as one, without numbers in its message", () => {
  const cause = new CallingError("throttled", "no more calls to +14255550123", { hint: "Wait.", status: 429 });
  const stored = throughTheStore(encodeError(new CallingError("unavailable", "no", { cause })));
  expect(JSON.stringify(stored)).not.toContain("4255550123");
  const read = decodeError(stored, {}).cause;
  expect(CallingError.is(read) && [read.code, read.status, read.message]).toEqual([
    ...["throttled", 429, "no more calls to …. Wait."],
  ]);
});

test("a cause keeps its code and status, if they are what they should be", () => {
  const kept = (members: object) =>
    encodeError(new CallingError("conflict", "no", { cause: Object.assign(new Error("m"), members) })).cause;
  const plain = { name: "Error", message: "m" };
  expect(kept({})).toStrictEqual(plain);
  expect(kept({ code: 7, status: 500 })).toStrictEqual({ ...plain, code: 7, status: 500 });
  expect(kept({ code: "E", statusCode: 404, status: 500 })).toStrictEqual({ ...plain, code: "E", status: 404 });
  expect(kept({ code: {}, statusCode: "404" })).toStrictEqual(plain);
});

test("a described cause has the name and message of the first, and no stack", () => {
  const read = decodeError(
    throughTheStore(encodeError(new CallingError("conflict", "no", { cause: new TypeError("m") }))),
    {},
  );
  expect(read.cause).toMatchObject({ name: "TypeError", message: "m", stack: "TypeError: m" });
  expect(read.cause).not.toHaveProperty("cause");
});

test("the error of an ended call names neither codes nor words that its reason lacks, nor who picked up", () => {
  const silent = { kind: "remote-hung-up", code: 0, subcode: 0, message: "" } as const;
  const answeredBy = { kind: "phone", number: "+14255550123" } as const;
  expect(encodeEnd({ ...silent, answeredBy })).toStrictEqual({
    ...{ code: "call-ended", message: "the call is over: remote-hung-up", reason: silent },
  });
});

test("a message keeps what only looks like its hint", () => {
  const message = (stored: StoredError) => decodeError(throughTheStore(stored), {}).message;
  expect(message({ code: "conflict", message: "no. Wait." })).toBe("no. Wait.");
  expect(message({ code: "conflict", message: "no", hint: "Wait." })).toBe("no. Wait.");
  expect(message({ code: "conflict", message: "no. Wait.", hint: "Wait." })).toBe("no. Wait.");
});
