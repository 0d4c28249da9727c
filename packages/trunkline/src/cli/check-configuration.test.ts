import { expect, test } from "vitest";
import { checkConfiguration } from "./check-configuration.js";

const acs = {
  TRUNKLINE_PROVIDER: "acs",
  TRUNKLINE_URL: "https://bot.example.com/calls",
  TRUNKLINE_SECRET: "thirty-two characters of a secret, or more",
  ACS_CONNECTION_STRING: "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0",
  ACS_RESOURCE_ID: "5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90",
  ACS_EVENT_GRID_SECRET: "a-secret-of-some-length",
  ACS_COGNITIVE_SERVICES_ENDPOINT: "https://contoso.cognitiveservices.azure.com/",
};
const graph = {
  TRUNKLINE_PROVIDER: "graph",
  TRUNKLINE_URL: acs.TRUNKLINE_URL,
  TRUNKLINE_SECRET: acs.TRUNKLINE_SECRET,
  GRAPH_APP_ID: "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b",
  GRAPH_CLIENT_SECRET: "secret",
  GRAPH_TENANT_ID: "3c9d2b1a-7e6f-4d5c-8b4a-9f8e7d6c5b4a",
  GRAPH_NUMBERS: `{"+14255550100":{"applicationInstance":"8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b"}}`,
};

test("the check says which provider is configured and what the bot can do", async () => {
  const { ok, text } = await checkConfiguration(acs);
  expect(ok).toBe(true);
  expect(text).toContain("provider   acs\n");
  expect(text).toMatch(/redirect\s+native/);
  expect(text).toMatch(/keepAlive\s+unsupported/);
  expect(text).not.toContain("will not work");
});

test.each([
  ["acs", ["ACS_CONNECTION_STRING", "ACS_RESOURCE_ID"]],
  ["graph", ["GRAPH_APP_ID", "GRAPH_CLIENT_SECRET", "GRAPH_TENANT_ID"]],
])("each missing variable of %s is reported on its own line", async (provider, names) => {
  const { ok, text } = await checkConfiguration({ TRUNKLINE_PROVIDER: provider, TRUNKLINE_URL: acs.TRUNKLINE_URL });
  expect(ok).toBe(false);
  const lines = text.split("\n");
  for (const name of names) expect(lines.filter((line) => line.includes(name))).toHaveLength(1);
});

test("everything missing or wrong is reported at once", async () => {
  const { ok, text } = await checkConfiguration({
    ...graph,
    TRUNKLINE_REDIS_URL: "redis://127.0.0.1",
    TRUNKLINE_SECRET: undefined,
    GRAPH_NUMBERS: "+14255550100",
    GRAPH_APP_ID: "my bot",
    GRAPH_CLOUD: "china",
  });
  expect(ok).toBe(false);
  for (const what of ["TRUNKLINE_SECRET is missing", "GRAPH_NUMBERS", "GRAPH_APP_ID", "GRAPH_CLOUD"])
    expect(text).toContain(what);
});

test("a package that is not installed is reported", async () => {
  const { ok, text } = await checkConfiguration({ ...acs, TRUNKLINE_PROVIDER: "@acme/not-installed" });
  expect(ok).toBe(false);
  expect(text).toContain('provider is "@acme/not-installed", and there is no such package');
});

test.each([
  ["incoming calls", { ...acs, ACS_EVENT_GRID_SECRET: undefined }, "ACS_EVENT_GRID_SECRET"],
  ["spoken prompts", { ...acs, ACS_COGNITIVE_SERVICES_ENDPOINT: "" }, "ACS_COGNITIVE_SERVICES_ENDPOINT"],
  ["calls to telephones", { ...graph, GRAPH_NUMBERS: undefined }, "GRAPH_NUMBERS"],
  ["callbacks after a restart", { ...graph, TRUNKLINE_SECRET: undefined }, "TRUNKLINE_SECRET"],
])("%s that will not work are reported, although the bot starts", async (_, env, variable) => {
  const { ok, text } = await checkConfiguration(env);
  expect(ok).toBe(true);
  expect(text.slice(text.indexOf("will not work"))).toContain(variable);
});
