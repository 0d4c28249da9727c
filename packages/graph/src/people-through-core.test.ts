import { type Call, party } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { adaNumber, bobId, botNumber, type SimulatedBot, startSimulatedBot } from "./simulated-bot.fixture.js";

const threadId = "19:meeting_Win6Ydo4@thread.v2";
const music = { url: "https://cdn.example.com/music.wav" };
const bob = party.user(bobId);
const carl = party.user("5e2f7c0b-0d2c-4c54-8a4e-2f9f6f1f0c01");

/** A bot in a meeting with Bob. Carl can be invited. */
async function inMeeting(bot: SimulatedBot) {
  const { simulator } = bot;
  simulator.addPerson({ id: "carl", displayName: "Carl", party: { kind: "user", id: carl.id } });
  simulator.addMeeting({ keys: [threadId], organizer: { kind: "user", id: bobId } });
  bot.bob.join(threadId);
  const { tenantId } = simulator.graph;
  const call = await bot.calling.join({ kind: "meeting-thread", threadId, organizer: { id: bobId, tenantId } });
  await simulator.advance(5_000);
  await call.connected;
  return call;
}

/** Advances the clock until the promise settles. */
async function when<T>({ simulator }: SimulatedBot, promise: PromiseLike<T>): Promise<T> {
  let over = false;
  const settled = Promise.resolve(promise).finally(() => {
    over = true;
  });
  settled.catch(() => {});
  for (let seconds = 0; !over && seconds < 300; seconds++) await simulator.advance(1_000);
  return settled;
}

/** How a request that is refused or fails ends. */
const failureOf = (promise: PromiseLike<unknown>) =>
  Promise.resolve(promise).then(
    () => "resolved",
    (error: unknown) => error,
  );

async function participantOf(call: Call, { id }: { readonly id: string }) {
  return (await call.participants()).find((one) => "id" in one.party && one.party.id === id);
}

describe("addParticipant", () => {
  test("resolves with the participant of the roster, who can be handed back, and says who the bot is", async () => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    bot.simulator.person("carl").reacts({ kind: "answer" });
    const came = await when(bot, call.addParticipant(carl));
    expect(came).toEqual(await participantOf(call, carl));
    expect((await call.participants()).filter(({ self }) => self).map((one) => one.party.kind)).toEqual([
      "application",
    ]);
    await when(bot, call.removeParticipant(came));
    await bot.simulator.advance(1_000);
    expect(await participantOf(call, carl)).toBeUndefined();
    expect(bot.simulator.person("carl").calls()).toEqual([]);
  });

  test.each([
    ["decline", "declined"],
    ["busy", "busy"],
    ["unreachable", "unreachable"],
  ] as const)("fails with the reason when they %s: %s", async (reaction, kind) => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    const adding = failureOf(call.addParticipant(carl));
    await bot.simulator.advance(500);
    bot.simulator.person("carl")[reaction]();
    expect(await when(bot, adding)).toMatchObject({ code: "operation-failed", reason: { kind } });
  });

  test("takes no ringing time, with a warning, and cannot be taken back", async () => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    const adding = call.addParticipant(carl, { ringMs: 10_000 });
    const failed = failureOf(adding);
    expect((await when(bot, adding.accepted)).warnings).toEqual([expect.stringMatching(/^ringMs: /)]);
    expect(await when(bot, failureOf(adding.cancel()))).toMatchObject({ code: "unsupported" });
    expect(await when(bot, failed)).toMatchObject({ reason: { kind: "no-answer" } });
  });

  test("brings the caller of a one-to-one call into the meeting, and that call is over", async () => {
    await using bot = await startSimulatedBot();
    const call = await callOfAda(bot);
    const meeting = await inMeeting(bot);
    const came = await when(bot, meeting.addParticipant(adaNumber, { replaces: call }));
    expect(came.party).toMatchObject({ kind: "phone", number: adaNumber });
    await when(bot, call.ended);
    expect(bot.ada.calls()).toHaveLength(1);
  });
});

test("a consultative transfer puts the agent of another call in the place of the bot", async () => {
  await using bot = await startSimulatedBot();
  const call = await callOfAda(bot);
  const agent = await bot.calling.create({ to: bob });
  await bot.simulator.advance(2_000);
  await agent.connected;
  await when(bot, call.transfer(bob, { replaces: agent }));
  expect((await when(bot, call.ended)).kind).toBe("transferred");
  await when(bot, agent.ended);
  const live = bot.simulator.calls().flatMap(({ legs }) => legs.filter(({ state }) => state === "connected"));
  expect(live.map((leg) => leg.party.kind).sort()).toEqual(["phone", "user"]);
});

describe("on a call between two parties", () => {
  test.each(["addParticipant", "removeParticipant", "mute", "hold", "unhold"] as const)(
    "%s is refused before any request, with the way out",
    async (verb) => {
      await using bot = await startSimulatedBot();
      const call = await bot.calling.create({ to: bob });
      await bot.simulator.advance(2_000);
      await call.connected;
      const before = bot.simulator.log().length;
      expect(await failureOf(call[verb](bob))).toMatchObject({
        ...{ code: "unsupported", message: expect.stringContaining("addParticipant(caller, { replaces: call })") },
      });
      expect(bot.simulator.log()).toHaveLength(before);
      expect(call.capabilities[verb].support).toBe("unsupported");
    },
  );
});

describe("mute", () => {
  test("shows in the roster; nobody can unmute another", async () => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    await when(bot, call.mute(bob));
    await bot.simulator.advance(1_000);
    expect(await participantOf(call, bob)).toMatchObject({ muted: true });
    expect(await failureOf(call.unmute(bob))).toMatchObject({
      ...{ code: "unsupported", message: expect.stringContaining("nobody can unmute another") },
    });
  });

  test("of somebody else and of the bot, which have one type of operation, each end with their own completion", async () => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    bot.simulator.faults.add({
      effect: { kind: "respond", status: 200, body: { status: "running" } },
      match: { path: "/mute" },
      times: 2,
    });
    const ended: string[] = [];
    const self = call.muteSelf();
    await self.accepted;
    const other = call.mute(bob);
    await other.accepted;
    void self.then(() => ended.push("muteSelf"));
    void other.then(() => ended.push("mute"));
    for (const { id } of [other, self]) {
      const path = `/communications/calls/${call.providerCallId}/operations/${id}`;
      const resourceData = { "@odata.type": "#microsoft.graph.muteParticipantOperation", status: "completed" };
      const notification = { changeType: "deleted", resourceUrl: path, resourceData };
      const body = { value: [{ ...notification, resourceData: { ...resourceData, clientContext: id } }] };
      // The next callback, a roster, becomes that notification.
      const { deliver } = bot.simulator;
      bot.simulator.deliver = (roster) =>
        bot.calling.handle(
          new Request(roster.url, { method: "POST", headers: roster.headers, body: JSON.stringify(body) }),
        );
      bot.bob.mute(id === other.id);
      await bot.simulator.advance(1_000);
      bot.simulator.deliver = deliver;
    }
    expect(ended).toEqual(["mute", "muteSelf"]);
  });
});

describe("hold", () => {
  test("plays a file until unhold, to one participant at a time; the roster shows what core knows", async () => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    bot.simulator.person("carl").reacts({ kind: "answer" });
    await when(bot, call.addParticipant(carl));
    await when(bot, call.hold(bob, { prompt: music }));
    expect(bot.bob.heard()).toContain(music.url);
    expect(await participantOf(call, bob)).toMatchObject({ onHold: true });
    expect(await failureOf(call.hold(carl))).toMatchObject({
      ...{ code: "conflict", message: expect.stringContaining("one participant") },
    });
    await when(bot, call.unhold(bob));
    expect(await participantOf(call, bob)).not.toHaveProperty("onHold");
    await when(bot, call.hold(carl));
    expect(await participantOf(call, carl)).toMatchObject({ onHold: true });
  });

  test("with a text is refused before any request: Graph has no voice", async () => {
    await using bot = await startSimulatedBot();
    const call = await inMeeting(bot);
    const before = bot.simulator.log().length;
    expect(await failureOf(call.hold(bob, { prompt: { text: "Please wait" } }))).toMatchObject({ code: "unsupported" });
    expect(bot.simulator.log()).toHaveLength(before);
  });
});

/** Ada has called the bot, which has answered. */
async function callOfAda(bot: Awaited<ReturnType<typeof startSimulatedBot>>) {
  const connected = new Promise<string>((resolve) => {
    bot.calling.on("call-connected", ({ call }) => resolve(call.ref));
  });
  bot.calling.on("incoming", (incoming) => incoming.answer());
  bot.ada.dial(botNumber);
  await bot.simulator.advance(2_000);
  return bot.calling.get(await connected);
}
