import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, HEIDI, invitation, JOHN, resultInfo } from "./graph-stage.fixture.js";

let stage: GraphStage;
beforeEach(async () => {
  stage = await graphStage();
});
afterEach(() => stage.simulator.close());

describe("a transfer", () => {
  const transfer = (id: string) =>
    stage.api("POST", `calls/${id}/transfer`, { transferTarget: invitation({ user: { id: HEIDI } }) });

  test("that succeeds goes through its states and ends the bot's call", async () => {
    const id = await stage.established();
    const { status, text } = await transfer(id);
    expect({ status, text }).toEqual({ status: 202, text: "" });
    stage.simulator.person("heidi").answer();
    await stage.settled();
    expect(stage.summaries()).toEqual(["updated transferring", "updated transferAccepted", "deleted terminated"]);
    expect(stage.received.at(-1)?.data.terminationReason).toBe("AppTransferred");
    expect(stage.result()).toEqual(resultInfo(200, 7015));
  });

  test.each(["subcode", "subCode"] as const)(
    "that fails leaves the call established, with the failure's %s",
    async (spelling) => {
      stage.simulator.graphBehavior.change({ subcode: spelling });
      await transfer(await stage.established());
      stage.simulator.person("heidi").decline();
      await stage.settled();
      expect(stage.summaries()).toEqual(["updated transferring", "updated established"]);
      expect(stage.result()).toMatchObject({ code: 500, [spelling]: 7700 });
    },
  );

  test("of which there is one already is a conflict", async () => {
    const id = await stage.established();
    await transfer(id);
    expect(await transfer(id)).toMatchObject({ status: 409, body: { error: { code: "8519" } } });
  });
});

describe("prompts", () => {
  const play = (id: string, over: object = {}, version = "v1.0") =>
    stage.api("POST", `/${version}/communications/calls/${id}/playPrompt`, {
      prompts: [{ mediaInfo: { uri: "https://cdn.contoso.com/beep.wav", resourceId: "r" } }],
      ...over,
    });

  test("wait for each other, and a cancel takes them all and leaves the tones", async () => {
    const id = await stage.established();
    await stage.api("POST", `calls/${id}/subscribeToTone`);
    await play(id, { clientContext: "first" });
    await play(id, { clientContext: "second" });
    await stage.api("POST", `calls/${id}/cancelMediaProcessing`);
    const canceled = { status: "failed", resultInfo: resultInfo(400, 8508) };
    expect(stage.received).toMatchObject([
      { changeType: "deleted", data: { ...canceled, clientContext: "first" } },
      { changeType: "deleted", data: { ...canceled, clientContext: "second" } },
    ]);
    stage.simulator.person("john").press("*");
    await stage.settled();
    expect(stage.received.at(-1)?.data).toMatchObject({ toneInfo: { tone: "star" } });
  });

  test("that cannot be had fail", async () => {
    const id = await stage.established();
    await play(id, { prompts: [{ mediaInfo: { uri: `${stage.simulator.url}/_sim/media/none.wav` } }] });
    expect(stage.received.at(-1)?.data).toMatchObject({ status: "failed", resultInfo: resultInfo(400, 8536) });
  });

  test("loop on beta until they are canceled, with the reason in the completion", async () => {
    const id = String((await stage.api("POST", "/beta/communications/calls", callTo(JOHN))).body.id);
    stage.simulator.person("john").answer();
    await play(id, { loop: true }, "beta");
    await stage.clock.advance(60_000);
    await stage.api("POST", `calls/${id}/cancelMediaProcessing`);
    expect(stage.received.at(-1)?.data).toMatchObject({ completionReason: "mediaOperationCanceled" });
  });

  test("do neither on v1.0", async () => {
    await play(await stage.established(), { loop: true });
    await stage.clock.advance(5_000);
    expect(stage.summaries()).toEqual(["deleted operations completed"]);
    expect(stage.received[0]?.data).not.toHaveProperty("completionReason");
  });
});
