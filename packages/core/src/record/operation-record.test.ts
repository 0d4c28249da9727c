import { expect, test } from "vitest";
import { operationOf, operationRecord, withChanged, withOperation, withoutOperation } from "./operation-record.js";

const operation = (id: string) => operationRecord({ id, verb: "play", startedAt: 0, accepted: false });
const two = withOperation(withOperation([], operation("a")), operation("b"));

test("operations are kept oldest first, and found by their id", () => {
  expect(two.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(operationOf(two, "b")).toEqual(operation("b"));
  expect(operationOf(two, "c")).toBeUndefined();
});

test("changing one leaves the others, and the list that it was in, as they were", () => {
  expect(withChanged(two, "a", { accepted: true })).toEqual([{ ...operation("a"), accepted: true }, operation("b")]);
  expect(withChanged(two, "c", { accepted: true })).toEqual(two);
  expect(operationOf(two, "a")?.accepted).toBe(false);
});

test("an operation that has ended is removed", () => {
  expect(withoutOperation(two, "a")).toEqual([operation("b")]);
  expect(withoutOperation(withoutOperation(two, "a"), "b")).toEqual([]);
});

test("an operation has every member from its beginning, whatever is known by then", () => {
  const known = { id: "a", verb: "transfer", startedAt: 7, accepted: false, context: "c", internal: true } as const;
  const unknown = { trace: undefined, secret: undefined, request: undefined };
  const ending = {
    timeoutMs: undefined,
    endsInTime: undefined,
    awaitsRoster: undefined,
    stopping: undefined,
    asked: undefined,
  };
  const later = { providerOperationId: undefined, row: undefined, ...ending, warnings: [] };
  expect(operationRecord(known)).toStrictEqual({ ...known, ...unknown, ...later });
  const all = { ...operationRecord(known), ...{ secret: true, providerOperationId: "p", stopping: true, asked: true } };
  expect(withChanged([all], "a", { warnings: ["w"] })).toStrictEqual([{ ...all, warnings: ["w"] }]);
  expect(Object.keys(operationRecord(known))).toEqual(Object.keys(operation("a")));
});

test("calls without operations share one empty list", () => {
  const none = withoutOperation([operation("a")], "a");
  expect(none).toEqual([]);
  expect(withoutOperation([operation("b")], "b")).toBe(none);
});
