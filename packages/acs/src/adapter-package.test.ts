import { expect, test } from "vitest";
import { trunklineAdapter } from "./adapter-package.js";

const env = {
  ACS_CONNECTION_STRING: "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0",
  ACS_RESOURCE_ID: "5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90",
  ACS_EVENT_GRID_SECRET: "a-secret-of-some-length",
  ACS_COGNITIVE_SERVICES_ENDPOINT: "https://contoso.cognitiveservices.azure.com/",
};

test("the environment gives the options", () => {
  expect(trunklineAdapter.fromEnvironment(env)).toEqual({
    connectionString: env.ACS_CONNECTION_STRING,
    resourceId: env.ACS_RESOURCE_ID,
    eventGrid: { secret: env.ACS_EVENT_GRID_SECRET },
    cognitiveServicesEndpoint: env.ACS_COGNITIVE_SERVICES_ENDPOINT,
  });
});

test("what a bot cannot do without a variable is said with its name", () => {
  expect(trunklineAdapter.gaps(env)).toEqual([]);
  expect(trunklineAdapter.gaps({ ...env, ACS_EVENT_GRID_SECRET: undefined })).toEqual([
    expect.stringContaining("ACS_EVENT_GRID_SECRET"),
  ]);
  expect(trunklineAdapter.gaps({})).toHaveLength(2);
});
