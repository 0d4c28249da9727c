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

test("the environment has the options of both providers, and a missing one is named with its variable", async () => {
  const numbers = { GRAPH_NUMBERS: `{"+14255550100":{"applicationInstance":"${graph.appId}"}}` };
  const config = configFromEnvironment({ ...both, ...numbers, TRUNKLINE_PROVIDER: "graph" });
  await expect(callingFromConfig(config)).rejects.toThrow("GRAPH_CLIENT_SECRET");
  await using calling = await callingFromConfig({ ...config, provider: "acs" });
  expect(calling.adapter.name).toBe("acs");
});

test("options that are given go before the environment", async () => {
  const config = configFromEnvironment({ ...both, TRUNKLINE_PROVIDER: "graph" });
  await using calling = await callingFromConfig({ ...config, graph });
  expect(calling.adapter.name).toBe("graph");
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
  const lines = [
    "3 variables are missing or wrong:",
    "TRUNKLINE_PROVIDER is missing",
    "TRUNKLINE_URL is missing",
    "TRUNKLINE_SECRET is missing, but TRUNKLINE_REDIS_URL is set",
  ];
  expect(() => configFromEnvironment({ TRUNKLINE_REDIS_URL: "redis://127.0.0.1" })).toThrow(
    new RegExp(lines.join("[\\s\\S]*")),
  );
});

test("one error names every missing or wrong variable of the provider", async () => {
  const broken = { GRAPH_NUMBERS: "+1", GRAPH_CLOUD: "mars", GRAPH_TENANT_ID: graph.tenantId };
  const config = configFromEnvironment({ ...broken, TRUNKLINE_PROVIDER: "graph", TRUNKLINE_URL: url });
  const creating = callingFromConfig(config);
  for (const name of ["GRAPH_APP_ID", "GRAPH_CLIENT_SECRET", "GRAPH_CLOUD", "GRAPH_NUMBERS"])
    await expect(creating).rejects.toThrow(name);
  await expect(creating).rejects.not.toThrow("GRAPH_TENANT_ID");
});

test.each([
  ["a newline", (value: string) => `${value}\n`],
  ["a carriage return", (value: string) => `${value}\r\n`],
  ["blanks", (value: string) => `  ${value} `],
  ["a byte order mark", (value: string) => `\ufeff${value}`],
  ["double quotes", (value: string) => `"${value}"`],
  ["single quotes and a newline", (value: string) => `'${value}'\n`],
])("%s around a variable is dropped", (_, wrap) => {
  const clean = { ...both, TRUNKLINE_PROVIDER: "acs" };
  const pasted = Object.entries(clean).map(([name, value]) => [name, wrap(value)]);
  const config = configFromEnvironment(Object.fromEntries(pasted));
  expect(config).toEqual({ provider: "acs", url, environment: clean });
});

test("an empty variable is an absent one", () => {
  const config = configFromEnvironment({
    ...both,
    TRUNKLINE_PROVIDER: "acs",
    TRUNKLINE_SECRET: "",
    ACS_EVENT_GRID_SECRET: " ",
  });
  expect(config).not.toHaveProperty("secret");
  expect(config.environment?.ACS_EVENT_GRID_SECRET).toBeUndefined();
});
