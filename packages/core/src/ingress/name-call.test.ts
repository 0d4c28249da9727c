import { expect, test } from "vitest";
import type { Signal } from "../adapter/signal.js";
import { phone } from "../words/to-party.js";
import { nameCalls } from "./name-call.js";

const fact = { id: "1", at: 0, providerCallId: "c-1" } as const;
const ended: Signal = { ...fact, kind: "state", state: "disconnected" };
const caller = phone("+14255550123");
const incoming: Signal = { ...fact, kind: "incoming", from: caller, to: caller };

function callsOf(signals: readonly Signal[], callKey: string | undefined) {
  return nameCalls({ signals }, { callKey }).signals.map(({ call }) => call);
}

test("a signal without a call is about the call at whose address it arrived, and elsewhere about the one that it names", () => {
  expect(callsOf([ended], "k1")).toEqual([{ key: "k1" }]);
  expect(callsOf([ended], undefined)).toEqual([{ alias: "c-1" }]);
});

test("a caller is announced by the provider's id, wherever that arrives", () => {
  expect(callsOf([incoming], "k1")).toEqual([{ alias: "c-1" }]);
  expect(callsOf([incoming], undefined)).toEqual([{ alias: "c-1" }]);
});

test("the call that an adapter gives stands", () => {
  expect(callsOf([{ ...ended, call: { alias: "other" } }], "k1")).toEqual([{ alias: "other" }]);
});

test("what names no call is unread, and costs the rest nothing", () => {
  const { providerCallId: _, ...nameless } = ended;
  expect(nameCalls({ signals: [nameless, ended], unread: ["a"] }, { callKey: undefined })).toEqual({
    signals: [{ ...ended, call: { alias: "c-1" } }],
    unread: ["a", expect.stringContaining("a signal (state) names no call")],
  });
  expect(callsOf([nameless], "k1")).toEqual([{ key: "k1" }]);
});
