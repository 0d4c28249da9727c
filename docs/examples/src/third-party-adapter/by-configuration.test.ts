import type { AdapterPackage } from "@trunkline/core";
import { expect, test } from "vitest";
import { trunklineAdapter } from "./adapter-package.js";

const loaded: AdapterPackage = trunklineAdapter;

test("a configuration makes the adapter of its variables", () => {
  const env = {
    RENTED_LINE_ACCOUNT: "rl-1",
    RENTED_LINE_API_KEY: "key",
    RENTED_LINE_WEBHOOK_SECRET: "a secret of the webhook",
  };
  expect(loaded.create(loaded.fromEnvironment(env)).name).toBe("rented-line");
});

test("variables that are missing or wrong are named, all at once", () => {
  const env = { RENTED_LINE_ACCOUNT: "1", RENTED_LINE_API_KEY: "", RENTED_LINE_WEBHOOK_SECRET: "short" };
  expect(() => loaded.create(loaded.fromEnvironment(env))).toThrow(
    /RENTED_LINE_ACCOUNT[\s\S]*RENTED_LINE_API_KEY[\s\S]*RENTED_LINE_WEBHOOK_SECRET/,
  );
});
