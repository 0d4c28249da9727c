import { expect, test } from "vitest";
import { Milestone } from "./once.js";

test("callers before and after it get the same value", async () => {
  const milestone = new Milestone<string>();
  const before = milestone.promise;
  milestone.resolve("here");
  expect([await before, await milestone.promise]).toEqual(["here", "here"]);
});

test("the first value counts", async () => {
  const milestone = new Milestone<string>();
  milestone.resolve("here");
  milestone.reject(() => new Error("too late"));
  expect(await milestone.promise).toBe("here");
});

test("one that can no longer happen rejects, and the rejection need not be handled", async () => {
  const milestone = new Milestone<string>();
  const before = milestone.promise;
  milestone.reject(() => new Error("gone"));
  await expect(before).rejects.toThrow("gone");
  await expect(milestone.promise).rejects.toThrow("gone");
});
