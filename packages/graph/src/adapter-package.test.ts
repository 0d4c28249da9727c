import type { AdapterPackage } from "@trunkline/core";
import { expect, test } from "vitest";
import { trunklineAdapter } from "./adapter-package.js";

const env = {
  GRAPH_APP_ID: "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b",
  GRAPH_CLIENT_SECRET: "secret",
  GRAPH_TENANT_ID: "3c9d2b1a-7e6f-4d5c-8b4a-9f8e7d6c5b4a",
  GRAPH_CLOUD: "global",
  GRAPH_NUMBERS: `{"+14255550100":{"applicationInstance":"8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b"}}`,
};

test("the environment gives the options", () => {
  expect(trunklineAdapter.fromEnvironment(env)).toEqual({
    appId: env.GRAPH_APP_ID,
    clientSecret: env.GRAPH_CLIENT_SECRET,
    tenantId: env.GRAPH_TENANT_ID,
    cloud: "global",
    numbers: { "+14255550100": { applicationInstance: env.GRAPH_APP_ID } },
  });
});

test.each(["+14255550100", "null", "7", "{"])(
  "numbers that are %j are refused by the name of their variable",
  (text) => {
    const loaded: AdapterPackage = trunklineAdapter;
    const options = loaded.fromEnvironment({ ...env, GRAPH_NUMBERS: text });
    expect(() => loaded.create(options)).toThrow(/^graph\(options\): numbers: must be numbers .*GRAPH_NUMBERS/);
  },
);

test("without a number no telephone can be called, which is said with its variable", () => {
  expect(trunklineAdapter.gaps(env)).toEqual([]);
  for (const GRAPH_NUMBERS of [undefined, "{}", "null", "{"])
    expect(trunklineAdapter.gaps({ ...env, GRAPH_NUMBERS })).toEqual([expect.stringContaining("GRAPH_NUMBERS")]);
});
