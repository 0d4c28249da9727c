import { expect, test } from "vitest";
import { checkConfiguration } from "./check-configuration.js";

const env = {
  TRUNKLINE_PROVIDER: "acs",
  TRUNKLINE_URL: "https://bot.example.com/calls",
  ACS_CONNECTION_STRING: "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0",
  ACS_RESOURCE_ID: "5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90",
  ACS_EVENT_GRID_SECRET: "a-secret-of-some-length",
};

test("the check says which backend is configured and what it can do", async () => {
  const said = await checkConfiguration(env);
  expect(said).toContain("backend    acs");
  expect(said).toMatch(/redirect\s+native/);
  expect(said).toMatch(/keepAlive\s+unsupported/);
});

test("a missing variable is named", async () => {
  await expect(checkConfiguration({ ...env, ACS_RESOURCE_ID: undefined })).rejects.toThrow("ACS_RESOURCE_ID");
});
