import { expect, test } from "vitest";
import { z } from "zod";
import { type StandardSchema, validate } from "./validate.js";

const schema = z.strictObject({ color: z.string(), sizes: z.array(z.number()).default([]) });

test("a valid value is returned as the schema transforms it", () => {
  expect(validate(schema, { color: "red" }, "options")).toEqual({ color: "red", sizes: [] });
});

test("every fault is named with its place", () => {
  expect(() => validate(schema, { color: 1, sizes: [1, "2"], more: true }, "options of create")).toThrow(
    expect.objectContaining({
      code: "invalid-request",
      message: expect.stringMatching(/^options of create: .*color: .*; .*sizes\.1: .*more/s),
    }),
  );
});

test("a value that is wrong as a whole is named without a path", () => {
  expect(() => validate(z.string(), 1, "data")).toThrow(/^data: (?!:)/);
});

test("steps of a path may be objects, as the standard has it", () => {
  const odd: StandardSchema<never> = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: () => ({ issues: [{ message: "is wrong", path: [{ key: "a" }, 0, Symbol("s")] }] }),
    },
  };
  expect(() => validate(odd, {}, "data")).toThrow("data: a.0.Symbol(s): is wrong");
});

test("an asynchronous schema is refused", () => {
  expect(() =>
    validate(
      z.string().refine(async () => true),
      "x",
      "data",
    ),
  ).toThrow();
  const late: StandardSchema<string> = {
    "~standard": { version: 1, vendor: "test", validate: async (value) => ({ value: String(value) }) },
  };
  expect(() => validate(late, "x", "data")).toThrow("data: the schema is asynchronous");
});
