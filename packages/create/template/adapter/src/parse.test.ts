import { CallingError } from "@trunkline/core";
import { expect, test } from "vitest";
import { parse } from "./parse.js";

/** The events as My Line's documentation has them, with members that are not read, and what each means. Put yours here, whole. */
const head = { id: "ev-1", call: "c-1", sent: "2026-01-01T00:00:00Z" };
const facts = { id: "ev-1", at: 1000, providerCallId: "c-1" };

const events: readonly [type: string, members: object, signals: readonly object[]][] = [
  [
    "incoming",
    { from: "+14255550123", to: "+14255550100" },
    [{ ...facts, kind: "incoming", from: { kind: "phone", number: "+14255550123" } }],
  ],
  ["ringing", {}, [{ ...facts, kind: "state", state: "ringing" }]],
  ["answered", { by: "+14255550123" }, [{ ...facts, kind: "state", state: "connected" }]],
  ["ended", { cause: "busy" }, [{ ...facts, kind: "state", state: "disconnected", result: { code: "busy" } }]],
  ["recording.ready", { url: "https://my-line.example/r/1" }, [{ ...facts, kind: "unrecognized" }]],
];

const parsed = (text: string) => parse({ body: new TextEncoder().encode(text), at: 1000 });

test.each(events)("%s", (type, members, signals) => {
  expect(parsed(JSON.stringify({ ...head, type, ...members })).signals).toMatchObject(signals);
});

test("a caller without a number is a party that is not known", () => {
  const event = { ...head, type: "incoming", from: "anonymous", to: "+14255550100" };
  expect(parsed(JSON.stringify(event)).signals).toMatchObject([{ from: { kind: "unknown", rawId: "anonymous" } }]);
});

test("what is no event is refused", () => {
  for (const text of ["", "null", "{}", '{"type":"ringing"}']) expect(() => parsed(text)).toThrow(CallingError);
});
