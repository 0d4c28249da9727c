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
