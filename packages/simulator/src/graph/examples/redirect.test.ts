import { afterEach, beforeEach, expect, test } from "vitest";
import { BOT_NUMBER, type GraphStage, graphStage, INSTANCE, JOHN, TENANT } from "../graph-stage.fixture.js";
import { identitySet, invitation, WEBHOOK } from "./documents.fixture.js";

const BOT_2 = "22bfd41f-550e-477d-8789-f6f7bd2a5e8b";
const USERS = ["98da8a1a-1b87-452c-a713-65d3f10b1253", "bf5aae9a-d11d-47a8-93b1-782504c9c3f3"] as const;
const CALLBACK = `${WEBHOOK}/24701998-1a73-4d42-8085-bf46ed0ae039`;
const WEBHOOK_2 = "https://bot2.contoso.com/api/calls";

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage();
  await stage.simulator.registerBot({
    cloud: "graph",
    application: BOT_2,
    displayName: "test bot 2",
    webhookUrl: WEBHOOK_2,
  });
  for (const id of USERS) stage.simulator.addPerson({ id, party: { kind: "user", id } });
});
afterEach(() => stage.simulator.close());

const incoming = async (over: Partial<{ to: "app" | "number" }> = {}): Promise<string> => {
  const bot = stage.simulator.engine.population.bot(`graph:8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b`);
  stage.simulator.person("john").dial(over.to === "number" ? BOT_NUMBER : bot.addresses[0]);
  await stage.settled();
  return String(stage.received[0]?.data.id);
};
const redirect = (id: string, targets: readonly object[], over: object = {}) =>
  stage.api("POST", `calls/${id}/redirect`, { targets, callbackUri: CALLBACK, ...over });

test("redirect, example 1: to another bot, which is offered the call anew", async () => {
  const id = await incoming();
  const { status, text } = await redirect(id, [invitation("application", { displayName: "test bot 2", id: BOT_2 })]);
  expect({ status, text }).toEqual({ status: 202, text: "" });
  const offered = stage.received.at(-1);
  expect(offered).toMatchObject({
    url: WEBHOOK_2,
    claims: { aud: BOT_2 },
    data: {
      state: "incoming",
      callRoutes: [{ routingType: "forwarded" }],
      source: { identity: { user: { id: JOHN } } },
    },
  });
  expect(offered?.headers.get("x-microsoft-skype-chain-id")).toBe(
    stage.received[0]?.headers.get("x-microsoft-skype-chain-id"),
  );

  const body = {
    callbackUri: WEBHOOK_2,
    acceptedModalities: ["audio"],
    mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" },
  };
  await stage.api("POST", `calls/${offered?.data.id}/answer`, body, { appId: BOT_2, tenantId: TENANT });
  const ended = stage.received.find(({ changeType }) => changeType === "deleted");
  expect(ended).toMatchObject({
    url: CALLBACK,
    resourceUrl: `/communications/calls/${id}`,
    data: {
      state: "terminated",
      direction: "incoming",
      callbackUri: CALLBACK,
      source: { identity: identitySet("user", { id: JOHN }) },
      targets: [{ identity: { application: { displayName: "Calling Bot" } } }],
      myParticipantId: expect.any(String),
      id,
    },
  });
  expect(ended?.data).not.toHaveProperty("resultInfo");
  expect(ended?.data).not.toHaveProperty("answeredBy");
});

test("redirect, example 2: several ring together, the first to pick up has it", async () => {
  const id = await incoming();
  const targets = USERS.map((user) => invitation("user", { displayName: "test user", id: user }));
  expect((await redirect(id, targets, { routingPolicies: ["disableForwarding"] })).status).toBe(202);
  expect(stage.summaries()).toEqual(["created incoming"]);

  stage.simulator.person(USERS[1]).answer();
  await stage.settled();
  expect(stage.summaries()).toEqual(["created incoming", "deleted terminated"]);
  expect(stage.received[1]?.data).not.toHaveProperty("resultInfo");
  const legs = stage.simulator.calls()[0]?.legs.map(({ end, state }) => end?.kind ?? state);
  expect(legs).toEqual(["connected", "redirected", "answered-elsewhere", "connected"]);
});

test("redirect, example 3: to a telephone; the identity that answered is encrypted", async () => {
  const id = await incoming({ to: "number" });
  expect(stage.received[0]?.data).toMatchObject({
    targets: [{ identity: { applicationInstance: { id: INSTANCE } }, endpointType: "default" }],
    tenantId: TENANT,
  });
  expect((await redirect(id, [invitation("phone", { id: "+12345678901" })])).status).toBe(202);
  stage.simulator.person("phone").answer();
  await stage.settled();
  expect(stage.received[1]).toMatchObject({
    url: CALLBACK,
    changeType: "deleted",
    data: {
      state: "terminated",
      answeredBy: { identity: identitySet("encrypted", { id: expect.stringMatching(/^[0-9a-z]{44}$/) }) },
      tenantId: TENANT,
      id,
    },
  });
  expect(stage.received[1]?.data).not.toHaveProperty("resultInfo");
});
