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

test("one line of configuration chooses the backend", async () => {
  for (const provider of ["graph", "acs"]) {
    await using calling = await callingFromConfig({ provider, url, graph, acs });
    expect(calling.adapter.name).toBe(provider);
  }
});

test("the options of the backend that is not in use do not have to be right", async () => {
  await using calling = await callingFromConfig({
    provider: "graph",
    url,
    graph,
    acs: { connectionString: "nonsense", resourceId: "" },
  });
  expect(calling.adapter.name).toBe("graph");
});

test("a missing or unknown provider is an error that names the choices and the variable", async () => {
  await expect(callingFromConfig({ provider: undefined, url })).rejects.toThrow("provider is missing");
  await expect(callingFromConfig({ provider: "twilio", url })).rejects.toThrow(
    /"twilio".*"graph" or "acs" \(TRUNKLINE_PROVIDER\)/,
  );
});

test("a backend without options is an error that says where they go", async () => {
  await expect(callingFromConfig({ provider: "acs", url })).rejects.toThrow("callingFromConfig({ acs: { … } })");
});

test("the environment gives both backends, and what is missing is named with its variable", async () => {
  const config = configFromEnvironment({
    TRUNKLINE_PROVIDER: "graph",
    TRUNKLINE_URL: url,
    GRAPH_APP_ID: graph.appId,
    GRAPH_TENANT_ID: graph.tenantId,
    GRAPH_NUMBERS: `{"+14255550100":{"applicationInstance":"${graph.appId}"}}`,
    ACS_CONNECTION_STRING: acs.connectionString,
    ACS_RESOURCE_ID: acs.resourceId,
    ACS_EVENT_GRID_SECRET: acs.eventGrid.secret,
  });
  expect(config.acs).toEqual(acs);
  await expect(callingFromConfig(config)).rejects.toThrow("GRAPH_CLIENT_SECRET");
});

test("numbers that are not JSON, an unknown cloud and a missing address are named", () => {
  expect(() => configFromEnvironment({})).toThrow("TRUNKLINE_URL is missing");
  expect(() => configFromEnvironment({ TRUNKLINE_URL: url, GRAPH_APP_ID: "x", GRAPH_NUMBERS: "+1" })).toThrow(
    "GRAPH_NUMBERS is not readable",
  );
  expect(() => configFromEnvironment({ TRUNKLINE_URL: url, GRAPH_APP_ID: "x", GRAPH_CLOUD: "mars" })).toThrow(
    'GRAPH_CLOUD is "mars"',
  );
});
