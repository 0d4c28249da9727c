import { startSimulator } from "@trunkline/simulator";
import { expect, test } from "vitest";
import { callingFromConfig } from "./calling-from-config.js";
import { configFromEnvironment } from "./config-from-environment.js";

const url = "http://127.0.0.1:3000/calls";

test.each(["graph", "acs"])("a bot on %s needs one variable to find the simulator", async (provider) => {
  await using simulator = await startSimulator({ people: [{ id: "ada", party: "+14255550123" }] });
  await simulator.registerBot({ cloud: provider === "acs" ? "acs" : "graph", webhookUrl: url, number: "+14255550100" });
  const config = configFromEnvironment({
    TRUNKLINE_PROVIDER: provider,
    TRUNKLINE_URL: url,
    TRUNKLINE_SIMULATOR: simulator.url,
  });
  await using calling = await callingFromConfig(config);
  simulator.deliver = (request) => calling.handle(request);

  const call = await calling.create({ to: "+14255550123", from: "+14255550100" });
  simulator.person("ada").answer();
  await call.connected;
  await call.hangUp();
});

test("the simulator takes precedence over the settings of a real cloud", async () => {
  await using simulator = await startSimulator();
  const real = {
    connectionString: "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0",
    resourceId: "",
  };
  await using calling = await callingFromConfig({ provider: "acs", url, simulator: simulator.url, acs: real });
  expect(calling.adapter.name).toBe("acs");
});

test("without a simulator at the address, the error says how to start one", async () => {
  const simulator = await startSimulator();
  await simulator.close();
  await expect(callingFromConfig({ provider: "acs", url, simulator: simulator.url })).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("npx trunkline simulator"),
  });
});
