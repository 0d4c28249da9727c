import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { graphOperations, notSimulatedBecause } from "./api/operations.js";
import { type GraphStage, graphStage } from "./graph-stage.fixture.js";
import { officialClient, refusal } from "./official-client.fixture.js";
import { graphRoutes } from "./routes/routes.js";

// Operations that the simulator does not serve, each asked for by the official client.

let stage: GraphStage;
let client: Client;
let close: () => Promise<void>;
beforeEach(async () => {
  stage = await graphStage();
  ({ client, close } = officialClient(stage));
});
afterEach(() => close());

const unserved = graphOperations.filter(({ name }) => name in notSimulatedBecause);

test.each(unserved)("$name is 501, and says why", async ({ name, path, versions }) => {
  const id = await stage.group();
  const request = client
    .api(`/communications/${path.replace("{call}", id)}`)
    .version(versions === "beta" ? "beta" : "v1.0");
  const error = await refusal(request.post({}));
  expect(error).toMatchObject({ statusCode: 501, code: "SimulatorNotImplemented" });
  expect(error.message).toContain(notSimulatedBecause[name]);
});

test("every operation without a route says why", ({ task }) => {
  // All that there are, for docs/methods.md.
  Object.assign(task.meta, { operations: graphOperations.map(({ name }) => name) });
  const served = new Set<string>(graphRoutes.map(({ operation }) => operation));
  expect(unserved.map(({ name }) => name)).toEqual(
    graphOperations.map(({ name }) => name).filter((name) => !served.has(name)),
  );
});
