import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GraphStage, graphStage, HEIDI } from "../graph-stage.fixture.js";
import { officialClient, refusal } from "../official-client.fixture.js";

let stage: GraphStage;
let client: Client;
let close: () => Promise<void>;
let groups: string;
let john: string;
let heidi: string;
let bot: string;
beforeEach(async () => {
  stage = await graphStage();
  ({ client, close } = officialClient(stage));
  const id = await stage.group();
  stage.simulator.person("heidi").answer();
  groups = `/communications/calls/${id}/audioRoutingGroups`;
  john = await stage.participant(id, "John");
  heidi = await stage.participant(id, "Heidi Steen");
  bot = await stage.participant(id, "Calling Bot");
});
afterEach(() => close());

const without = ({ "@odata.context": _, ...entity }: Record<string, unknown>) => entity;
const oneToOne = () => ({ id: "oneToOne", routingMode: "oneToOne", sources: [bot], receivers: [john] });

describe("audio routing groups", () => {
  test("are created, listed, read, changed and deleted", async () => {
    const created = await client.api(groups).post(oneToOne());
    expect(created).toMatchObject({ "@odata.type": "#microsoft.graph.audioRoutingGroup", ...oneToOne() });
    expect((await client.api(groups).get()).value).toEqual([without(created)]);

    const changed = await client
      .api(`${groups}/oneToOne`)
      .patch({ routingMode: "multicast", receivers: [john, heidi] });
    expect(changed).toMatchObject({
      id: "oneToOne",
      routingMode: "multicast",
      sources: [bot],
      receivers: [john, heidi],
    });
    expect(await client.api(`${groups}/oneToOne`).get()).toEqual(changed);

    expect(await client.api(`${groups}/oneToOne`).delete()).toBeUndefined();
    expect((await client.api(groups).get()).value).toEqual([]);
  });

  test("get an id when none is chosen", async () => {
    const { id } = await client.api(groups).post({ ...oneToOne(), id: undefined });
    expect(await client.api(`${groups}/${id}`).get()).toMatchObject({ id, receivers: [john] });
  });

  test("are created with 200", async () => {
    expect((await stage.api("POST", groups.replace("/communications/", ""), oneToOne())).status).toBe(200);
  });

  test("with an id that is taken are a conflict", async () => {
    await client.api(groups).post(oneToOne());
    expect(await refusal(client.api(groups).post(oneToOne()))).toMatchObject({ statusCode: 409, code: "8519" });
  });

  test.each([
    ["two receivers in oneToOne", () => ({ receivers: [john, heidi] }), 400],
    ["two sources", () => ({ routingMode: "multicast", sources: [bot, john] }), 400],
    ["no receiver", () => ({ routingMode: "multicast", receivers: [] }), 400],
    ["an unknown mode", () => ({ routingMode: "broadcast" }), 400],
    ["somebody who is not in the call", () => ({ receivers: [HEIDI] }), 404],
  ])("are refused with %s, and stay as they are", async (_, over, statusCode) => {
    expect(await refusal(client.api(groups).post({ ...oneToOne(), ...over() }))).toMatchObject({ statusCode });
    expect((await client.api(groups).get()).value).toEqual([]);
    const created = await client.api(groups).post(oneToOne());
    expect(await refusal(client.api(`${groups}/oneToOne`).patch(over()))).toMatchObject({ statusCode });
    expect((await client.api(groups).get()).value).toEqual([without(created)]);
  });

  test.each(["get", "delete"] as const)("that are not there are 404: %s", async (method) => {
    expect(await refusal(client.api(`${groups}/none`)[method]())).toMatchObject({ statusCode: 404 });
    expect(await refusal(client.api(`${groups}/none`).patch({}))).toMatchObject({ statusCode: 404 });
  });
});

test("a call for two has none", async () => {
  await client.api(groups.replace("/audioRoutingGroups", "")).delete();
  const forTwo = `/communications/calls/${await stage.established()}/audioRoutingGroups`;
  expect(await refusal(client.api(forTwo).post(oneToOne()))).toMatchObject({ statusCode: 400, code: "BadRequest" });
});
