import { expect, test } from "vitest";
import { newRecord } from "./call-record.js";
import type { Happening } from "./happening.js";
import { HandledEvents, isFinal, isInOutbox } from "./outbox.js";

const event = (id: string): Happening => ({ id, at: 0, attempt: 1, source: "own", type: "call-connected" });
const events = (count: number) => Array.from({ length: count }, (_, nth) => event(String(nth)));
const withOutbox = (outbox: readonly Happening[]) =>
  newRecord({ key: "k", member: "", provider: "loopback", state: "disconnected", outbox });

test.each([1, 16, 17, 1000])("each of %i events is found in the outbox, and no other", (count) => {
  const record = withOutbox(events(count));
  const found = ["0", String(count - 1), String(count), ""].map((id) => isInOutbox(record, id));
  expect(found).toEqual([true, true, false, false]);
  expect(isInOutbox(record, "0")).toBe(true);
});

test("a call is final when it is over and nothing is left to be done for it", () => {
  const over = withOutbox([]);
  const operation = { id: "x" } as never;
  const others = [
    { ...over, state: "connected" } as const,
    withOutbox(events(1)),
    { ...over, operations: [operation] },
  ];
  expect([over, ...others].map(isFinal)).toEqual([true, false, false, false]);
});

test("handled events leave the outbox, and are remembered until they are out of the record", () => {
  const handled = new HandledEvents();
  const outbox = events(3);
  expect([handled.any, handled.without(outbox)]).toEqual([false, outbox]);
  handled.noted(withOutbox(outbox));
  handled.add("1");
  handled.add("2");
  expect([handled.any, handled.without(outbox).map(({ id }) => id)]).toEqual([true, ["0"]]);
  handled.noted(withOutbox(events(2)));
  expect([handled.any, handled.without(outbox).map(({ id }) => id)]).toEqual([true, ["0", "2"]]);
  handled.noted(withOutbox([event("0")]));
  expect([handled.any, handled.without(outbox)]).toEqual([false, outbox]);
});

test("empty outboxes are one list", () => {
  const handled = new HandledEvents();
  handled.add("0");
  const empty = handled.without(events(1));
  expect(empty).toEqual([]);
  expect(handled.without([event("0")])).toBe(empty);
});
