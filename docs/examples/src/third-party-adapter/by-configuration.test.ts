import type { AdapterPackage } from "@trunkline/core";
import { expect, test } from "vitest";
import { trunklineAdapter } from "./rented-line.js";

const loaded: AdapterPackage = trunklineAdapter;

test("a configuration makes the adapter of its variables", () => {
  const env = { RENTED_LINE_ACCOUNT_SID: "AC1", RENTED_LINE_AUTH_TOKEN: "token" };
  expect(loaded.create(loaded.fromEnvironment(env)).name).toBe("rented-line");
});

test("a variable that is wrong is named", () => {
  const env = { RENTED_LINE_ACCOUNT_SID: "1", RENTED_LINE_AUTH_TOKEN: "" };
  expect(() => loaded.create(loaded.fromEnvironment(env))).toThrow(
    /RENTED_LINE_ACCOUNT_SID[\s\S]*RENTED_LINE_AUTH_TOKEN/,
  );
});
