import { expect, test } from "vitest";
import { editMembers } from "../kit/callbacks.js";
import { botNumber, cast, failureOf } from "../kit/cast.js";
import { onTheLine, startStage } from "../kit/stage.js";

const busy = { code: 486, message: "Busy Here" };

test("on Graph, the end of a redirected call names who answered, encrypted as received", async () => {
  await using stage = await startStage("graph");
  stage.person("bob").reacts({ kind: "answer", afterMs: 1_000 });
  stage.calling.on("incoming", (incoming) => incoming.redirect(cast.bob));
  stage.person("ada").dial(botNumber);
  await stage.advance(5_000);
  const [ended] = stage.record.of("call-ended");
  expect(ended?.reason).toMatchObject({
    kind: "redirected",
    answeredBy: { kind: "unknown", rawId: expect.any(String) },
  });
});

test("on ACS, the error names the prompt that could not be played", async () => {
  await using stage = await startStage("acs", {
    tamper: ({ body }) => ({
      body: body.replaceAll("PlayCompleted", "PlayFailed").replace('"data":{', '"data":{"failedPlaySourceIndex":1,'),
    }),
  });
  const call = await onTheLine(stage);
  const prompts = ["a", "b"].map((name) => ({ url: `https://cdn.example.com/${name}.wav` }));
  expect(await failureOf(stage.when(call.play(prompts)))).toMatchObject({ code: "operation-failed", failedPrompt: 1 });
});

test("on ACS, the bot gets the carrier's codes and both parties of a transfer", async () => {
  const details = { sipCode: busy, q850Cause: { code: 17, message: "User busy" } };
  const transferTarget = { rawId: "4:+14255550142", phoneNumber: { value: "+14255550142" } };
  await using stage = await startStage("acs", {
    tamper: editMembers((name, value) => {
      if (typeof value !== "object" || value === null) return value;
      if (name === "resultInformation") return { ...value, ...details };
      return name === "data" ? { ...value, transferTarget } : value;
    }),
  });
  stage.person("bob").reacts({ kind: "answer", afterMs: 1_000 });
  const call = await onTheLine(stage);
  expect(await stage.when(call.transfer(cast.bob))).toMatchObject({ to: { kind: "phone", number: cast.bob.number } });
  expect(await stage.when(call.ended)).toMatchObject({
    kind: "transferred",
    sip: busy,
    q850: { code: 17, message: "User busy" },
  });
});
