import { expect, test } from "vitest";
import { failureOf } from "../kit/cast.js";
import { documentedStage, documents, lastRequest } from "../kit/documented.js";
import type { Stage } from "../kit/stage.js";

async function connected(stage: Stage) {
  stage.person("John").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: documents.john });
  await stage.when(call.connected);
  return call;
}

const completion = (stage: Stage) =>
  stage.callbacks.findLast(({ body }) => body.includes("sendDtmfTonesOperation"))?.body;

test("Graph sendDtmfTones, request: twelve tones, one second apart, with the bot's own context", async () => {
  await using stage = await documentedStage();
  const call = await connected(stage);
  const clientContext = "e0be71f1-a14f-4cec-b65a-e7aba5db7c53";
  const began = stage.clock.now();
  const { sent } = await stage.when(
    call.sendDtmf("1234567890*#", { gapMs: 1_000, providerOptions: { graph: { clientContext } } }),
  );
  const words = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `tone${digit}`);
  expect(lastRequest(stage, "POST", "/microsoft.graph.sendDtmfTones")).toMatchObject({
    status: 200,
    body: { tones: [...words, "star", "pound"], delayBetweenTonesMs: 1_000, clientContext },
    answer: {
      "@odata.type": "#microsoft.graph.sendDtmfTonesOperation",
      status: "running",
      clientContext,
      id: expect.any(String),
    },
  });
  expect(sent).toBe("1234567890*#");
  expect(stage.clock.now() - began).toBeGreaterThanOrEqual(11_000);
});

test("Graph sendDtmfTones, all tones: letters and flash are tones too", async () => {
  await using stage = await documentedStage();
  const call = await connected(stage);
  await stage.when(call.sendDtmf("ABCD!"));
  expect(lastRequest(stage, "POST", "/microsoft.graph.sendDtmfTones").body).toMatchObject({
    tones: ["a", "b", "c", "d", "flash"],
  });
});

test("Graph sendDtmfTones, completed: the last tone has been sent", async () => {
  await using stage = await documentedStage();
  const call = await connected(stage);
  await stage.when(call.sendDtmf("12"));
  expect(completion(stage)).toMatch(
    /"changeType":"deleted".*"status":"completed",.*"completionReason":"completedSuccessfully"/,
  );
  await stage.when(stage.person("John").hears({ tones: "12" }));
});

test("Graph sendDtmfTones, canceled: the status says completed, the reason says canceled, the operation fails", async () => {
  await using stage = await documentedStage();
  const call = await connected(stage);
  const sending = call.sendDtmf("1234567890", { gapMs: 1_000 });
  await stage.advance(2_500);
  await stage.when(call.cancelMedia());
  expect(await failureOf(stage.when(sending))).toMatchObject({ code: "operation-failed", sent: "" });
  expect(completion(stage)).toMatch(/"status":"completed",.*"completionReason":"mediaOperationCanceled"/);
  expect((await call.snapshot()).state).toBe("connected");
});

test("Graph sendDtmfTones, unknown: the status says completed, the reason says unknown, the operation fails", async () => {
  await using stage = await documentedStage();
  const call = await connected(stage);
  const sending = call.sendDtmf("1234567890", { gapMs: 1_000 });
  await stage.advance(2_500);
  stage.person("John").hangUp();
  expect(await failureOf(stage.when(sending))).toMatchObject({ code: "operation-failed", sent: "" });
  expect(completion(stage)).toMatch(/"status":"completed",.*"completionReason":"unknown"/);
  expect(await stage.when(call.ended)).toMatchObject({ kind: "remote-hung-up" });
});
