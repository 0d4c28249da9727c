import { type Call, createCalling, party } from "@trunkline/core";
import { manualClock, startSimulator } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { acs } from "./acs.js";
import { communicationUser } from "./parties/own-parties.js";

const botNumber = "+18005550100";
const ada = "+14255550123";
const bob = "+14255550199";
const una = communicationUser("8:acs:resource_una");
const url = "https://bot.example.com/calls";
const music = { url: "https://cdn.example.com/music.wav" };

/** A bot on the real core and the simulated cloud, on a call with Ada. Bob and Una can be added. One clock for all. */
async function start() {
  const clock = manualClock();
  const simulator = await startSimulator({
    clock,
    people: [
      { id: "ada", party: ada, reaction: { kind: "answer" } },
      { id: "bob", party: bob },
      { id: "una", party: { kind: "communication-user", id: una.id }, reaction: { kind: "answer" } },
    ],
  });
  const calling = createCalling({ adapter: acs({ ...simulator.acs, clock }), url, clock, logger: false });
  simulator.deliver = (request) => calling.handle(request);
  await simulator.registerBot({ cloud: "acs", webhookUrl: url, number: botNumber });
  const call = await calling.create({ to: ada, from: botNumber });
  await simulator.advance(2_000);
  await call.connected;
  return {
    ...{ simulator, calling, call },
    person: (id: "ada" | "bob" | "una") => simulator.person(id),
    /** Advances the clock until the promise settles. */
    async when<T>(promise: PromiseLike<T>): Promise<T> {
      let over = false;
      const settled = Promise.resolve(promise).finally(() => {
        over = true;
      });
      settled.catch(() => {});
      for (let seconds = 0; !over && seconds < 300; seconds++) await simulator.advance(1_000);
      return settled;
    },
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await simulator.close();
    },
  };
}

type Bot = Awaited<ReturnType<typeof start>>;

const partiesOf = async (call: Call) => (await call.participants()).map((one) => one.party);

/** How a request that is refused or fails ends. */
const failureOf = (promise: PromiseLike<unknown>) =>
  Promise.resolve(promise).then(
    () => "resolved",
    (error: unknown) => error,
  );

const sentSince = ({ simulator }: Bot, before: number) => simulator.log().slice(before);

describe("addParticipant", () => {
  test("resolves with the participant, who can be handed back, and says who the bot is", async () => {
    await using bot = await start();
    bot.person("bob").reacts({ kind: "answer" });
    const came = await bot.when(bot.call.addParticipant(bob, { from: botNumber, ringMs: 20_000 }));
    expect(came).toEqual({ id: `4:${bob}`, party: { kind: "phone", number: bob } });
    await bot.simulator.advance(1_000);
    const roster = await bot.call.participants();
    expect(roster).toHaveLength(3);
    expect(roster.filter(({ self }) => self).map((one) => one.party.kind)).toEqual(["provider"]);
    await bot.when(bot.call.removeParticipant(came));
    await bot.simulator.advance(1_000);
    expect(await partiesOf(bot.call)).not.toContainEqual(came.party);
  });

  test.each([
    ["decline", "declined"],
    ["busy", "busy"],
    ["unreachable", "unreachable"],
  ] as const)("fails with the reason when they %s: %s", async (reaction, kind) => {
    await using bot = await start();
    const adding = failureOf(bot.call.addParticipant(bob, { from: botNumber }));
    await bot.simulator.advance(500);
    bot.person("bob")[reaction]();
    expect(await bot.when(adding)).toMatchObject({ code: "operation-failed", reason: { kind } });
    expect((await bot.call.snapshot()).state).toBe("connected");
  });

  test("fails as no-answer when the time is over, counted in whole seconds", async () => {
    await using bot = await start();
    const adding = bot.call.addParticipant(bob, { from: botNumber, ringMs: 4_500 });
    const { warnings } = await bot.when(adding.accepted);
    expect(warnings).toEqual([expect.stringContaining("5 s")]);
    const failed = failureOf(adding);
    await bot.simulator.advance(3_800);
    expect(bot.person("bob").calls()).toHaveLength(1);
    await bot.simulator.advance(1_000);
    expect(await bot.when(failed)).toMatchObject({ reason: { kind: "no-answer" } });
  });

  test("is taken back by cancel(): the ringing stops", async () => {
    await using bot = await start();
    const adding = bot.call.addParticipant(bob, { from: botNumber });
    const failed = failureOf(adding);
    await bot.when(adding.accepted);
    await bot.simulator.advance(1_000);
    expect(bot.person("bob").calls()).toHaveLength(1);
    await bot.when(adding.cancel());
    expect(await bot.when(failed)).toMatchObject({ reason: { kind: "canceled" } });
    expect(bot.person("bob").calls()).toHaveLength(0);
  });

  test("resolves with the participant when cancel() is too late", async () => {
    await using bot = await start();
    const adding = bot.call.addParticipant(una);
    await bot.when(adding.accepted);
    const canceling = adding.cancel();
    expect((await bot.when(adding)).party).toMatchObject({ id: una.id });
    await bot.when(canceling);
    expect(bot.person("una").calls()).toHaveLength(1);
  });

  test("brings somebody over from another call without calling them", async () => {
    await using bot = await start();
    bot.person("bob").reacts({ kind: "answer" });
    const other = await bot.calling.create({ to: bob, from: botNumber });
    await bot.simulator.advance(2_000);
    await other.connected;
    const came = await bot.when(bot.call.addParticipant(bob, { replaces: other }));
    expect(came.party).toEqual({ kind: "phone", number: bob });
    await bot.simulator.advance(1_000);
    expect(await partiesOf(bot.call)).toContainEqual(came.party);
    expect(bot.person("bob").calls()).toHaveLength(1);
  });

  test("of a telephone without a number to call from is refused before any request", async () => {
    await using bot = await start();
    const before = bot.simulator.log().length;
    expect(await failureOf(bot.call.addParticipant(bob))).toMatchObject({ code: "invalid-request" });
    expect(sentSince(bot, before)).toEqual([]);
  });
});

describe("mute", () => {
  test("of a communication user shows in the roster, and nobody hears them", async () => {
    await using bot = await start();
    const came = await bot.when(bot.call.addParticipant(una));
    await bot.when(bot.call.mute(came));
    await bot.simulator.advance(1_000);
    expect((await bot.call.participants()).find(({ id }) => id === una.id)).toMatchObject({ muted: true });
  });

  test("of a telephone is refused before any request, with what to do instead", async () => {
    await using bot = await start();
    const before = bot.simulator.log().length;
    expect(await failureOf(bot.call.mute(ada))).toMatchObject({
      ...{ code: "unsupported", hint: expect.stringContaining("call.hold()") },
    });
    expect(sentSince(bot, before)).toEqual([]);
  });

  test.each(["unmute", "muteSelf", "unmuteSelf"] as const)("there is no %s", async (verb) => {
    await using bot = await start();
    const asking = verb === "unmute" ? bot.call.unmute(ada) : bot.call[verb]();
    expect(await failureOf(asking)).toMatchObject({ code: "unsupported" });
    expect(bot.call.capabilities[verb].reason).toMatch(/ACS/);
  });
});

describe("hold", () => {
  test("resolves when the roster shows it, with music until unhold", async () => {
    await using bot = await start();
    await bot.when(bot.call.hold(ada, { prompt: music }));
    const held = async () => (await bot.call.participants()).find((one) => one.party.kind === "phone")?.onHold;
    expect(await held()).toBe(true);
    expect(bot.person("ada").heard()).toContain(music.url);
    expect(await failureOf(bot.call.hold(ada))).toMatchObject({ code: "conflict" });
    await bot.when(bot.call.unhold(ada));
    expect(await held()).toBe(false);
  });

  test("whose prompt cannot be played fails with what to do about it", async () => {
    await using bot = await start();
    const missing = { url: "https://cdn.example.com/_sim/media/none.wav" };
    expect(await bot.when(failureOf(bot.call.hold(ada, { prompt: missing })))).toMatchObject({
      ...{
        code: "operation-failed",
        providerCode: "8536",
        hint: expect.stringContaining("reachable from the internet"),
      },
    });
  });
});

test("a consultative transfer moves the agent over, and the bot leaves both calls", async () => {
  await using bot = await start();
  bot.person("bob").reacts({ kind: "answer" });
  const agent = await bot.calling.create({ to: bob, from: botNumber });
  await bot.simulator.advance(2_000);
  await agent.connected;
  await bot.when(bot.call.transfer(bob, { replaces: agent }));
  expect((await bot.when(bot.call.ended)).kind).toBe("transferred");
  await bot.when(agent.ended);
  const live = bot.simulator.calls().flatMap(({ legs }) => legs.filter(({ state }) => state === "connected"));
  expect(live.map((leg) => "number" in leg.party && leg.party.number).sort()).toEqual([ada, bob]);
});

test("somebody who is not on the call is not found, before any request", async () => {
  await using bot = await start();
  const before = bot.simulator.log().length;
  for (const asking of [bot.call.removeParticipant(bob), bot.call.hold(bob), bot.call.mute(party.user("u"))])
    expect(await failureOf(asking)).toMatchObject({ code: "not-found" });
  expect(sentSince(bot, before)).toEqual([]);
});
