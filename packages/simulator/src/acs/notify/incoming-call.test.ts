import { expect, test } from "vitest";
import { seededRandom } from "../../engine/random.js";
import { contextOfLeg, legOfContext } from "./incoming-call.js";

test("a context is as long as the real one, and leads back to its leg", () => {
  const context = contextOfLeg("leg-1", seededRandom(1));
  expect(context.length).toBeGreaterThan(8000);
  expect(context.length).toBeLessThan(9500);
  expect(legOfContext(context)).toBe("leg-1");
});

test("a foreign context leads nowhere", () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  for (const made of ["", "a.b.c", `${part({})}.${part({})}.`, `${part({})}.${part({ cc: "bm9uZQ==" })}.`]) {
    expect(legOfContext(made)).toBeUndefined();
  }
});
