import { describe, expect, test } from "vitest";
import { callUpdate, notify, resourceUrl, signalsOf } from "./read.fixture.js";

describe("states", () => {
  test.each([
    ["Establishing", "connecting"],
    ["ringing", "ringing"],
    ["Established", "connected"],
    ["hold", "connected"],
    ["transferring", "connected"],
    ["terminating", "disconnecting"],
  ])("%s is %s", (word, state) => {
    expect(signalsOf(callUpdate({ state: word }, { changeType: "Updated" }))).toMatchObject([{ kind: "state", state }]);
  });

  test("a redirecting call, a change of media and an empty update yield no signal", () => {
    expect(signalsOf(callUpdate({ state: "redirecting" }))).toEqual([]);
    expect(signalsOf(callUpdate({ mediaState: { audio: "active" } }))).toEqual([]);
    expect(signalsOf(notify({ changeType: "updated", resourceUrl }))).toEqual([]);
  });

  test("an unknown state is unrecognized", () => {
    expect(signalsOf(callUpdate({ state: "levitating" }))).toMatchObject([
      { kind: "unrecognized", type: "call state levitating" },
    ]);
  });

  test.each([
    [
      "with figures as text",
      { state: "terminated", resultInfo: { code: "200", subcode: "4521", message: "m" } },
      { code: 200, subcode: 4521, message: "m" },
    ],
    [
      "with the other spelling of the subcode",
      { state: "Terminated", resultInfo: { code: 500, subCode: 7700 } },
      { code: 500, subcode: 7700, message: "" },
    ],
    [
      "with a reason alone",
      { state: "terminated", terminationReason: "AppTransferred" },
      { code: 0, subcode: 0, message: "", terminationReason: "AppTransferred" },
    ],
    ["with nothing at all, as after a reject", {}, undefined],
  ])("the end of a call, %s", (_, data, result) => {
    const [signal] = signalsOf(callUpdate(data, { changeType: "deleted" }));
    expect(signal).toMatchObject({ kind: "state", id: "ended", state: "disconnected", ...(result ? { result } : {}) });
    expect("result" in (signal ?? {})).toBe(result !== undefined);
  });

  test("an end that arrives as an update is an end", () => {
    expect(signalsOf(callUpdate({ state: "terminated" }))).toMatchObject([{ id: "ended" }]);
  });
});

describe("transfers", () => {
  test("accepted means that the transfer succeeded", () => {
    expect(signalsOf(callUpdate({ state: "transferAccepted" }))).toMatchObject([
      { kind: "state", state: "connected" },
      { kind: "operation", verb: "transfer", outcome: "completed" },
    ]);
  });

  test("established with an error means that the transfer failed, and the call stays", () => {
    expect(
      signalsOf(callUpdate({ state: "established", resultInfo: { code: 500, subCode: 7700, message: "m" } })),
    ).toMatchObject([
      { kind: "state", state: "connected" },
      { kind: "operation", verb: "transfer", outcome: "failed", result: { code: 500, subcode: 7700 } },
    ]);
  });

  test("two failed transfers have different ids, and a repeated message has the same id", () => {
    const failed = callUpdate({ state: "established", resultInfo: { code: 500, subcode: 7700 } });
    const at = (message: string) =>
      signalsOf(failed, { headers: { "X-Microsoft-Skype-Message-ID": message } }).at(-1)?.id;
    expect(at("a")).toBe(at("a"));
    expect(at("a")).not.toBe(at("b"));
  });
});

describe("keys", () => {
  const tone = (toneInfo: object) => signalsOf(callUpdate({ state: "established", toneInfo })).at(-1);

  test.each([
    ["tone1", "1"],
    ["star", "*"],
    ["Pound", "#"],
    ["flash", "!"],
    ["d", "D"],
  ])("%s is %s", (word, key) => {
    expect(tone({ sequenceId: 3, tone: word })).toMatchObject({ kind: "dtmf", id: "tone:3", tone: key, sequence: 3 });
  });

  test("the sequence may be written as text, or be missing", () => {
    expect(tone({ sequenceId: "12", tone: "tone0" })).toMatchObject({ id: "tone:12", sequence: 12 });
    const without = tone({ tone: "tone0" });
    expect(without).toMatchObject({ kind: "dtmf", id: "tone:1000.0" });
    expect(without).toMatchObject({ sequence: undefined });
  });

  test("an unknown key is unrecognized", () => {
    expect(tone({ sequenceId: 1, tone: "tone10" })).toMatchObject({ kind: "unrecognized", type: "tone tone10" });
  });
});

test("a failed transfer has a code of 400 or more", () => {
  const codes = (code: number) =>
    signalsOf(callUpdate({ state: "established", resultInfo: { code, subcode: 1 } })).length;
  expect([399, 400].map(codes)).toEqual([1, 2]);
  expect(signalsOf(callUpdate({ state: "hold", resultInfo: { code: 500, subcode: 1 } }))).toHaveLength(1);
});

test("what is not recognized is a fact of its own in each delivery", () => {
  const of = (data: object) =>
    signalsOf(callUpdate(data), { headers: { "x-microsoft-skype-message-id": "m" } }).map(({ kind, id }) => [kind, id]);
  const unrecognized = ["unrecognized", "unrecognized:m.0"];
  expect(of({ state: "levitating" })).toEqual([unrecognized]);
  expect(of({ state: "established", toneInfo: { tone: "tone10" } })).toEqual([
    ["state", "state:connected"],
    unrecognized,
  ]);
});

test("an end without data is an end", () => {
  expect(signalsOf(notify({ changeType: "deleted", resourceUrl }))).toMatchObject([{ id: "ended" }]);
});
