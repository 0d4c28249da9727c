import { expect, test } from "vitest";
import { callingFromConfig } from "./calling-from-config.js";
import { configFromEnvironment } from "./config-from-environment.js";

const url = "https://bot.example.com/calls";
const graph = {
  appId: "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b",
  clientSecret: "secret",
  tenantId: "3c9d2b1a-7e6f-4d5c-8b4a-9f8e7d6c5b4a",
};
const acs = {
  connectionString: "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0",
  resourceId: "5f1d0f6e-0a55-4c0e-9a6b-2f7d3c1b8e90",
  eventGrid: { secret: "a-secret-of-some-length" },
};
const both = {
  TRUNKLINE_URL: url,
  GRAPH_APP_ID: graph.appId,
  GRAPH_TENANT_ID: graph.tenantId,
  ACS_CONNECTION_STRING: acs.connectionString,
  ACS_RESOURCE_ID: acs.resourceId,
  ACS_EVENT_GRID_SECRET: acs.eventGrid.secret,
};

test.each(["graph", "acs"] as const)("one line of configuration chooses %s", async (provider) => {
  await using calling = await callingFromConfig({ provider, url, graph, acs });
  expect(calling.adapter.name).toBe(provider);
});

test("the options of the unused provider may be wrong", async () => {
  await using calling = await callingFromConfig({
    provider: "graph",
    url,
    graph,
    acs: { connectionString: "nonsense", resourceId: "" },
  });
  expect(calling.adapter.name).toBe("graph");
});

test("a missing or unknown provider is an error that names the choices and the variable", async () => {
  // @ts-expect-error the compiler refuses it too
  await expect(callingFromConfig({ provider: undefined, url })).rejects.toThrow("provider is missing");
  // @ts-expect-error the compiler refuses it too
  await expect(callingFromConfig({ provider: "telnyx", url })).rejects.toThrow(
    /"telnyx".*"graph" or "acs" \(TRUNKLINE_PROVIDER\)/,
  );
});

test("a provider without options is an error that says where they go", async () => {
  await expect(callingFromConfig({ provider: "acs", url })).rejects.toThrow("callingFromConfig({ acs: { … } })");
});

test("the environment provides the options of both providers, and a missing one is named with its variable", async () => {
  const config = configFromEnvironment({
    ...both,
    TRUNKLINE_PROVIDER: "graph",
    GRAPH_NUMBERS: `{"+14255550100":{"applicationInstance":"${graph.appId}"}}`,
  });
  expect(config.acs).toEqual(acs);
  await expect(callingFromConfig(config)).rejects.toThrow("GRAPH_CLIENT_SECRET");
});

test.each([
  ["acs", /ACS_RESOURCE_ID[\s\S]*ACS_CONNECTION_STRING/],
  ["graph", /GRAPH_APP_ID[\s\S]*GRAPH_CLIENT_SECRET[\s\S]*GRAPH_TENANT_ID/],
])("%s without any of its variables is an error that names them all", async (provider, names) => {
  const config = configFromEnvironment({ TRUNKLINE_PROVIDER: provider, TRUNKLINE_URL: url });
  await expect(callingFromConfig(config)).rejects.toThrow(names);
});

test("one error names every missing or wrong variable", () => {
  expect(() => configFromEnvironment({ TRUNKLINE_PROVIDER: "acs" })).toThrow(/^TRUNKLINE_URL is missing/);
  const broken = { GRAPH_NUMBERS: "+1", GRAPH_CLOUD: "mars", TRUNKLINE_REDIS_URL: "redis://127.0.0.1" };
  const lines = [
    "5 variables are missing or wrong:",
    'TRUNKLINE_PROVIDER is "telnyx"',
    "TRUNKLINE_URL is missing",
    "TRUNKLINE_SECRET is missing, but TRUNKLINE_REDIS_URL is set",
    "GRAPH_NUMBERS is not readable",
    'GRAPH_CLOUD is "mars"',
  ];
  expect(() => configFromEnvironment({ ...broken, TRUNKLINE_PROVIDER: "telnyx" })).toThrow(
    new RegExp(lines.join("[\\s\\S]*")),
  );
});

test.each([
  ["a newline", (value: string) => `${value}\n`],
  ["a carriage return", (value: string) => `${value}\r\n`],
  ["blanks", (value: string) => `  ${value} `],
  ["a byte order mark", (value: string) => `\ufeff${value}`],
  ["double quotes", (value: string) => `"${value}"`],
  ["single quotes and a newline", (value: string) => `'${value}'\n`],
])("%s around a variable is dropped", (_, wrap) => {
  const pasted = Object.entries({ ...both, TRUNKLINE_PROVIDER: "acs" }).map(([name, value]) => [name, wrap(value)]);
  expect(configFromEnvironment(Object.fromEntries(pasted))).toMatchObject({ provider: "acs", url, acs });
});

test("an empty variable is an absent one", () => {
  const config = configFromEnvironment({
    ...both,
    TRUNKLINE_PROVIDER: "acs",
    TRUNKLINE_SECRET: "",
    ACS_EVENT_GRID_SECRET: " ",
  });
  expect(config).not.toHaveProperty("secret");
  expect(config.acs).not.toHaveProperty("eventGrid");
});
