import { expect, test } from "vitest";
import { type CommandOutcome, withOutcome, withoutOutcome } from "./command.js";

const write = (outcomes: readonly CommandOutcome[]) =>
  outcomes.reduce<readonly CommandOutcome[] | undefined>((before, outcome) => withOutcome(before, outcome), undefined);

test("an outcome is added to its acceptance, and the first one stands", () => {
  const accepted = { warnings: [] };
  const error = { code: "conflict", message: "no" } as const;
  const outcomes = write([
    { id: "other", value: 1 },
    { id: "c", accepted },
    { id: "c", value: "first" },
    { id: "c", value: "second" },
    { id: "d", error },
    { id: "d", value: "second" },
  ]);
  expect(outcomes).toEqual([
    { id: "other", value: 1 },
    { id: "c", accepted, value: "first" },
    { id: "d", error },
  ]);
});

test("an outcome that has been read is dropped, with everything that comes later", () => {
  const read = withoutOutcome(write([{ id: "c", value: "1234" }]), "c");
  expect(withOutcome(read, { id: "c", value: "1234" })).toEqual([{ id: "c", value: null }]);
});

test("the outcomes of the last sixteen commands are kept", () => {
  const outcomes = write(Array.from({ length: 17 }, (_, nth) => ({ id: String(nth), value: nth })));
  expect(outcomes?.map(({ id }) => id)).toEqual(Array.from({ length: 16 }, (_, nth) => String(nth + 1)));
});
