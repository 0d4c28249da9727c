import { describe, expect, test } from "vitest";
import { phone } from "../words/to-party.js";
import { keyFor, keyOfRef, memberOf, refOf } from "./call-key.js";
import { changeRecord, counterpart, isAdmitted, isAwaited, isFinal, newRecord } from "./call-record.js";
import { operationRecord } from "./operation-record.js";
import { decodeInput, decodeRecord, encodeData, encodeRequest, encodeSignal } from "./record-codec.js";

const blank = newRecord({ key: "k", member: "", provider: "loopback" });

test("a new call is an outgoing one of which nothing is known, and every record has the same members in the same order", () => {
  expect(blank).toMatchObject({ v: 1, turns: 0, direction: "outgoing", state: "connecting", providerCallId: "" });
  expect([blank.from, blank.to]).toEqual(Array(2).fill({ kind: "unknown", rawId: "" }));
  expect([blank.outbox, blank.operations, blank.collected, blank.rosterSequence]).toEqual([[], [], {}, -1]);
  const stored = { key: "k", v: 1 };
  expect(Object.keys(changeRecord(stored as typeof blank, { inLobby: true }))).toEqual(Object.keys(blank));
  expect(changeRecord(blank, { inLobby: true })).toEqual({ ...blank, inLobby: true });
  expect(blank.inLobby).toBe(false);
});

test("the other side of a call is the caller or the callee, and in a group there is none", () => {
  const [from, to] = [phone("+14255550100"), phone("+14255550123")];
  const call = { ...blank, from, to };
  expect(counterpart(call)).toBe(to);
  expect(counterpart({ ...call, direction: "incoming" })).toBe(from);
  expect(counterpart({ ...call, group: true })).toBeUndefined();
});

test("a call is final when it is over and nothing is left to be done for it", () => {
  const over = { ...blank, state: "disconnected" } as const;
  const event = { id: "x", at: 0, attempt: 1, source: "own", type: "call-connected" } as const;
  const operation = operationRecord({ id: "x", verb: "play", startedAt: 0, accepted: true });
  const others = [blank, { ...over, outbox: [event] }, { ...over, operations: [operation] }];
  expect([over, ...others].map(isFinal)).toEqual([true, false, false, false]);
});

describe("a ref", () => {
  test("names the provider and the key, and is read back", () => {
    expect(refOf({ key: "k", provider: "acs" })).toBe("acs:k");
    expect([keyOfRef("acs:k"), keyOfRef("acs:k:more"), keyOfRef(":k")]).toEqual(["k", "k:more", "k"]);
  });

  test.each([
    [7, "7"],
    [undefined, "undefined"],
    ["k", '"k"'],
    ["acs:", '"acs:"'],
    ["", '""'],
  ])("%j is none", (ref, shown) => {
    const error = { code: "not-found", message: `${shown} is not the ref of a call. Use call.ref.` };
    expect(() => keyOfRef(ref)).toThrow(expect.objectContaining(error));
  });
});

test("a key names the member of a composite that has the call", () => {
  expect([keyFor({ name: "" }, "id"), keyFor({ name: "west" }, "id")]).toEqual(["id", "id~west"]);
  expect([memberOf("id"), memberOf("id~west")]).toEqual(["", "west"]);
});

describe("the bot is in the call", () => {
  const connected = { ...blank, wasConnected: true };
  const someone = [{ id: "a", party: phone("+14255550100") }];

  test("once it is connected and not in the lobby, which in a group only the roster shows", () => {
    const group = { ...connected, group: true };
    const calls = [blank, connected, { ...connected, inLobby: true }, group, { ...group, participants: someone }];
    expect(calls.map(isAdmitted)).toEqual([false, true, false, false, true]);
  });

  test("is news for other instances, as are its connection, its end and outcomes; nothing else is", () => {
    const end = { kind: "busy", code: 1, subcode: 2, message: "" } as const;
    const news = [
      ...[{ outcomes: [] }, { end }, { wasConnected: true }, { wasConnected: true, inLobby: true }],
      ...[{ inLobby: true }, { data: 1 }],
    ];
    expect(news.map((change) => isAwaited(blank, { ...blank, ...change }))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(isAwaited({ ...connected, inLobby: true }, connected)).toBe(true);
  });
});

describe("the stored form", () => {
  test.each([null, "text", 7, [], {}, { v: 2 }])("of another version, such as %j, is not read", (stored) => {
    const hint = "Let the instances of the other version drain, or give this one a store of its own.";
    expect(() => decodeRecord(stored)).toThrow(expect.objectContaining({ code: "store-unreadable", hint }));
    expect(decodeRecord({ v: 1, key: "k" })).toEqual({ v: 1, key: "k" });
  });

  const signal = { kind: "unrecognized", id: "s", at: 1, call: { key: "k" }, type: "x" } as const;

  test.each([
    { trace: { traceId: "t", spanId: "s", traceFlags: 1 } },
    { ageMs: 0 },
    { sender: { role: "callback" } },
    { path: "" },
  ])("of a signal has what is known of its arrival: %j", (about) => {
    expect(encodeSignal(signal, about as object)).toEqual({ ...signal, ...about });
  });

  test("of a signal of whose arrival nothing is known is the signal itself", () => {
    expect(encodeSignal(signal, { path: undefined })).toBe(signal);
  });

  test("of a request gives its input back", () => {
    const request = encodeRequest<"hangUp">({ everyone: true }, { color: "red" });
    expect(request).toEqual({ input: { everyone: true }, own: { color: "red" } });
    expect(decodeInput("hangUp", request)).toEqual({ everyone: true });
  });
});

describe("the bot's data", () => {
  test("is kept as JSON, after its schema has read it", () => {
    const data = { at: new Date(0), none: undefined, list: [1] };
    expect(encodeData(undefined, data)).toEqual({ at: "1970-01-01T00:00:00.000Z", list: [1] });
    const validate = (value: unknown) => ({ value: [value] });
    const schema = { "~standard": { version: 1, vendor: "test", validate } } as const;
    expect(encodeData(schema, 1)).toEqual([1]);
  });

  test("is refused where it has no JSON form", () => {
    const circle: { self?: object } = {};
    circle.self = circle;
    for (const data of [undefined, () => 1, 1n, circle])
      expect(() => encodeData(undefined, data)).toThrow(
        expect.objectContaining({
          ...{ code: "invalid-request", message: expect.stringContaining("data: it is not JSON") },
          hint: "Keep plain objects, lists, texts and numbers in call.data.",
        }),
      );
  });
});
