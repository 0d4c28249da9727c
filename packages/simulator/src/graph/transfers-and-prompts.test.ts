import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callTo, type GraphStage, graphStage, HEIDI, invitation, JOHN, resultInfo } from "./graph-stage.fixture.js";

const MAYA = "98da8a1a-1b87-452c-a713-65d3f10b5555";

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

describe("a consultative transfer", () => {
  /** A call to John and one to Heidi, both established. */
  const twoCalls = async () => {
    const caller = await stage.established();
    const agent = await stage.ringing({ targets: [invitation({ user: { id: HEIDI } })] });
    stage.simulator.person("heidi").answer();
    await stage.settled();
    stage.received.length = 0;
    return { caller, agent };
  };
  const transfer = (id: string, replacesCallId: string, over: object = {}) =>
    stage.api("POST", `calls/${id}/transfer`, {
      transferTarget: { ...invitation({ user: { id: HEIDI } }), endpointType: "default", replacesCallId, ...over },
      clientContext: "9e90d1c1-f61e-43e7-9f75-d420159aae08",
    });
  const summariesOf = (id: string) => stage.summaries().filter((_, index) => stage.received[index]?.data.id === id);

  test("joins the two without ringing, and both calls of the bot end", async () => {
    const { caller, agent } = await twoCalls();
    expect(await transfer(caller, agent)).toMatchObject({ status: 202, text: "" });
    await stage.clock.advance(100);
    await stage.settled();
    expect(summariesOf(caller)).toEqual(["updated transferring", "updated transferAccepted", "deleted terminated"]);
    expect(summariesOf(agent)).toEqual(["deleted terminated"]);
    const ended = stage.received.find(({ data }) => data.id === caller && data.state === "terminated");
    expect(ended?.data).toMatchObject({ terminationReason: "AppTransferred", resultInfo: resultInfo(200, 7015) });
    const talking = stage.simulator.person("john").calls();
    expect(talking).toEqual(stage.simulator.person("heidi").calls());
    expect(talking[0]?.legs.filter(({ state }) => state === "connected")).toHaveLength(2);
  });

  test("finds its target by the id in the other call too", async () => {
    const { caller, agent } = await twoCalls();
    const participantId = await stage.participant(agent, "Heidi Steen");
    expect((await transfer(caller, agent, { participantId })).status).toBe(202);
  });

  test("fails when the target hangs up meanwhile, and the caller stays and can be transferred again", async () => {
    const { caller, agent } = await twoCalls();
    await transfer(caller, agent);
    stage.simulator.person("heidi").hangUp();
    await stage.clock.advance(100);
    await stage.settled();
    expect(summariesOf(caller)).toEqual(["updated transferring", "updated established"]);
    expect(stage.result()).toMatchObject({ code: 500, subcode: 7700, message: expect.stringContaining("200#4521") });
    const again = { transferTarget: invitation({ user: { id: HEIDI } }) };
    expect((await stage.api("POST", `calls/${caller}/transfer`, again)).status).toBe(202);
  });

  test("changes nothing when the caller hangs up meanwhile: the bot still talks with the target", async () => {
    const { caller, agent } = await twoCalls();
    await transfer(caller, agent);
    stage.simulator.person("john").hangUp();
    await stage.clock.advance(100);
    await stage.settled();
    expect(summariesOf(caller)).toEqual(["updated transferring", "deleted terminated"]);
    expect(summariesOf(agent)).toEqual([]);
  });

  test("is refused while one is under way, for a call of another app, and for somebody elsewhere", async () => {
    const { caller, agent } = await twoCalls();
    expect((await transfer(caller, HEIDI)).body).toMatchObject({ error: { code: "8522" } });
    expect((await transfer(agent, caller)).body).toMatchObject({ error: { code: "8519" } });
    stage.simulator.addPerson({ id: "maya", party: { kind: "user", id: MAYA } });
    const elsewhere = await transfer(caller, agent, invitation({ user: { id: MAYA } }));
    expect(elsewhere.body).toMatchObject({ error: { code: "8558" } });
    expect(stage.received).toEqual([]);
    await transfer(caller, agent);
    expect((await transfer(caller, agent)).body).toMatchObject({ error: { code: "8519" } });
    const blind = { transferTarget: invitation({ user: { id: MAYA } }) };
    expect((await stage.api("POST", `calls/${caller}/transfer`, blind)).body).toMatchObject({
      error: { code: "8519" },
    });
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
