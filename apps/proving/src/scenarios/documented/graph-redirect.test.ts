import { type IncomingCall, party, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { documentedStage, documents, lastRequest } from "../kit/documented.js";
import type { Stage } from "../kit/stage.js";

const { appId, number, user1, user2 } = documents;
const testBot = party.application("22bfd41f-550e-477d-8789-f6f7bd2a5e8b", { displayName: "test bot 2" });

/** John calls the bot, by its application or by its number. */
async function called(
  stage: Stage,
  to: Parameters<ReturnType<Stage["person"]>["dial"]>[0] = { kind: "application", id: appId },
): Promise<IncomingCall> {
  stage.calling.on("incoming", () => {});
  stage.person("John").dial(to);
  await stage.advance(0);
  const incoming = stage.record.of("incoming").at(-1);
  if (!incoming) throw new Error("No call arrived.");
  return incoming;
}

/** The last notification at the address of the redirect: the call is terminated. */
const terminated = (stage: Stage) => stage.callbacks.findLast(({ url }) => url.startsWith(`${stage.url}/`))?.body ?? "";
const ended = (stage: Stage) => stage.record.of("call-ended").at(-1);

test("Graph redirect, example 1: to one target, another bot, which is offered the call; the end has no result", async () => {
  await using stage = await documentedStage();
  await stage.simulator.registerBot({
    cloud: "graph",
    application: testBot.id,
    webhookUrl: stage.url,
    id: "test bot 2",
  });
  const incoming = await called(stage);
  await stage.when(Promise.resolve(incoming.redirect(testBot)));
  expect(lastRequest(stage, "POST", "/redirect")).toMatchObject({
    status: 202,
    body: {
      targets: [
        {
          "@odata.type": "#microsoft.graph.invitationParticipantInfo",
          identity: { application: { id: testBot.id, displayName: "test bot 2" } },
        },
      ],
      callbackUri: expect.stringContaining(`${stage.url}/`),
    },
    answer: undefined,
  });
  await stage.advance(60_000);
  expect(terminated(stage)).toContain('"state":"terminated"');
  expect(terminated(stage)).not.toContain("resultInfo");
  expect(ended(stage)?.reason).toMatchObject({ kind: "redirected", code: 0 });
});

test("Graph redirect, example 2: several ring together, with routing policies, and the first to pick up gets the call", async () => {
  await using stage = await documentedStage();
  stage.person("user2").reacts({ kind: "answer", afterMs: 2_000 });
  const incoming = await called(stage);
  const routingPolicies = ["disableForwarding"];
  await stage.when(
    Promise.resolve(
      incoming.redirect([user1, user2], { ringMs: 60_000, providerOptions: { graph: { routingPolicies } } }),
    ),
  );
  expect(lastRequest(stage, "POST", "/redirect")).toMatchObject({
    status: 202,
    body: {
      targets: [{ identity: { user: { id: user1.id } } }, { identity: { user: { id: user2.id } } }],
      routingPolicies,
      timeout: 60,
    },
  });
  await stage.advance(3_000);
  const legs = stage.simulator.calls()[0]?.legs ?? [];
  expect(legs.filter(({ state }) => state === "connected").map(({ displayName }) => displayName)).toEqual([
    "John",
    "user2",
  ]);
  expect(ended(stage)?.reason.kind).toBe("redirected");
});

test("Graph redirect, example 3: to a telephone; who answered is reported encrypted", async () => {
  await using stage = await documentedStage();
  stage.person("phone").reacts({ kind: "answer" });
  const incoming = await called(stage, number);
  await stage.when(Promise.resolve(incoming.redirect(documents.phone)));
  expect(lastRequest(stage, "POST", "/redirect").body).toMatchObject({
    targets: [{ identity: { phone: { "@odata.type": "#microsoft.graph.identity", id: documents.phone.number } } }],
  });
  await stage.advance(1_000);
  expect(ended(stage)?.reason.kind).toBe("redirected");
  expect(JSON.stringify(ended(stage)?.raw)).toMatch(
    /"answeredBy":.*"encrypted":\{"@odata.type":"#microsoft.graph.identity","id":"\w+"/,
  );
});

test.each([15_000, 90_000])("Graph redirect, time-out: %i ms are allowed, and end the ringing", async (ringMs) => {
  await using stage = await documentedStage();
  const incoming = await called(stage);
  await stage.when(Promise.resolve(incoming.redirect(user1, { ringMs })));
  expect(lastRequest(stage, "POST", "/redirect").body).toMatchObject({ timeout: ringMs / 1000 });
  await stage.advance(ringMs - 1);
  expect(ended(stage)).toBeUndefined();
  await stage.advance(1);
  expect(ended(stage)?.reason.kind).toBe("redirected");
});

test("Graph redirect, 25 targets: they ring together", async () => {
  const numbers = Array.from({ length: 25 }, (_, index) => phone(`+12065550${String(100 + index)}`));
  await using stage = await documentedStage();
  for (const [index, { number: own }] of numbers.entries()) stage.simulator.addPerson({ id: `p${index}`, party: own });
  const incoming = await called(stage, number);
  await stage.when(Promise.resolve(incoming.redirect(numbers)));
  expect(lastRequest(stage, "POST", "/redirect").status).toBe(202);
  const ringing = stage.simulator
    .calls()[0]
    ?.legs.filter(({ state, owner }) => state === "ringing" && owner.kind === "person");
  expect(ringing).toHaveLength(25);
});
