import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type GraphCloud, startGraphCloud, tenantId } from "../graph-cloud.fixture.js";
import { failureOf, runVerb } from "../run-verb.fixture.js";
import { bobId, botNumber, type SimulatedBot, startSimulatedBot } from "../simulated-bot.fixture.js";

const threadId = "19:meeting_Win6Ydo4@thread.v2";
const prompt = { url: "https://cdn.example.com/hello.wav" };

describe.each([
  ["muteSelf", "mute"],
  ["unmuteSelf", "unmute"],
] as const)("%s on the wire", (verb, action) => {
  const providerCallId = "481f3600-983e-4276-9b59-c1b30ec8d125";
  const inGroup = { providerCallId, memo: { tenantId, group: true } };
  let cloud: GraphCloud;
  beforeAll(async () => {
    cloud = await startGraphCloud();
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  test("is one request, with the operation's id", async () => {
    cloud.answer({ status: 200, body: { status: "completed", id: "OP1" } });
    expect(await runVerb(cloud.adapter(), verb, {}, inGroup)).toMatchObject({ done: true, providerOperationId: "op1" });
    expect(cloud.asked).toMatchObject([
      {
        method: "POST",
        path: `/v1.0/communications/calls/${providerCallId}/${action}`,
        body: { clientContext: "e0be71f1-a14f-4cec-b65a-e7aba5db7c53" },
      },
    ]);
  });

  test("goes on after an answer that says it runs, and has failed after one that says so", async () => {
    cloud.answer({ status: 200, body: { status: "Running" } }, { status: 200, body: { status: "failed" } });
    const adapter = cloud.adapter();
    expect(await runVerb(adapter, verb, {}, inGroup)).toMatchObject({ done: false });
    expect(await failureOf(adapter, verb, runVerb(adapter, verb, {}, inGroup))).toMatchObject({
      code: "operation-failed",
    });
  });

  test("is missing on a one-to-one call, for a reason, and on no group call", () => {
    const adapter = cloud.adapter();
    expect(adapter.narrow?.({ memo: null, group: false })[verb]).toMatch("group calls and meetings only");
    expect(adapter.narrow?.({ memo: inGroup.memo, group: true })).toEqual({});
  });

  test("without its permission names it by its real name", async () => {
    cloud.answer({ status: 403, body: { error: { code: "7504", message: "Insufficient application permissions." } } });
    const adapter = cloud.adapter();
    expect(await failureOf(adapter, verb, runVerb(adapter, verb, {}, inGroup))).toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("Calls.Initiate.All"),
    });
  });
});

async function inMeeting(bot: SimulatedBot) {
  bot.simulator.addMeeting({ keys: [threadId], organizer: { kind: "user", id: bobId } });
  bot.bob.join(threadId);
  const { tenantId } = bot.simulator.graph;
  const call = await bot.calling.join({ kind: "meeting-thread", threadId, organizer: { id: bobId, tenantId } });
  await bot.simulator.advance(5_000);
  await call.connected;
  return call;
}

describe("a bot in a meeting", () => {
  test("mutes and unmutes itself: the roster says so, and no one hears its prompt meanwhile", async () => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    const own = async () => (await call.participants()).find(({ party }) => party.kind === "application")?.muted;
    const play = async () => {
      const playing = call.play(prompt);
      await bot.simulator.advance(10_000);
      return playing;
    };
    await call.muteSelf();
    await bot.simulator.advance(1_000);
    expect(await own()).toBe(true);
    expect((await play()).endedBy).toBe("completed");
    expect(bot.bob.heard()).not.toContain(prompt.url);
    await call.unmuteSelf();
    await bot.simulator.advance(1_000);
    expect(await own()).toBe(false);
    await play();
    expect(bot.bob.heard()).toContain(prompt.url);
  });

  test("is refused on a one-to-one call before any request, with what to do instead", async () => {
    await using bot = await startSimulatedBot();
    bot.calling.on("incoming", (incoming) => incoming.answer());
    const call = new Promise<string>((resolve) => bot.calling.on("call-connected", ({ call }) => resolve(call.ref)));
    bot.ada.dial(botNumber);
    await bot.simulator.advance(2_000);
    const handle = await bot.calling.get(await call);
    expect(handle.capabilities.muteSelf.support).toBe("unsupported");
    const before = bot.simulator.log().length;
    await expect(handle.muteSelf()).rejects.toMatchObject({
      code: "unsupported",
      hint: expect.stringContaining("plays nothing is silent"),
    });
    expect(bot.simulator.log()).toHaveLength(before);
  });

  test.each([
    ["muteSelf", "muteParticipantOperation"],
    ["unmuteSelf", "unmuteParticipantOperation"],
  ] as const)("has %s done by the completion that follows an answer that says it runs", async (verb, type) => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    const resource = `/communications/calls/${call.providerCallId}/operations/op-1`;
    const resourceData = { "@odata.type": `#microsoft.graph.${type}`, id: "op-1", status: "completed" };
    bot.simulator.faults.add({
      effect: { kind: "respond", status: 200, body: { ...resourceData, status: "running" } },
      match: { path: verb === "muteSelf" ? "/mute" : "/unmute" },
    });
    const completed = bot.seen.filter((event) => event === "operation-completed").length;
    const operation = call[verb]();
    let done = false;
    void operation.then(() => {
      done = true;
    });
    await operation.accepted;
    await bot.simulator.advance(1_000);
    expect(done).toBe(false);
    // The simulator ends it in the answer. The cloud may end it later: the next callback, a roster, becomes that notification.
    const notification = { changeType: "deleted", resourceUrl: resource };
    const body = {
      value: [{ ...notification, resourceData: { ...resourceData, clientContext: operation.id } }],
    };
    bot.simulator.deliver = (roster) =>
      bot.calling.handle(
        new Request(roster.url, { method: "POST", headers: roster.headers, body: JSON.stringify(body) }),
      );
    bot.bob.mute(true);
    await bot.simulator.advance(1_000);
    expect(await operation).toEqual({ warnings: [] });
    expect(bot.seen.filter((event) => event === "operation-completed")).toHaveLength(completed + 1);
  });
});
