import { phone, type VerbContext } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { acs } from "./acs.js";
import { contextOf } from "./fixtures/bench.fixture.js";
import {
  address,
  botNumber,
  callerNumber,
  type SimulatedBot,
  startSimulatedBot,
} from "./fixtures/simulated-bot.fixture.js";

let operations = 0;
/** What core would give the next operation on this call. */
function context(bot: SimulatedBot, parts: Partial<VerbContext> = {}): VerbContext {
  const operationId = `00000000-0000-4000-8000-${String(++operations).padStart(12, "0")}`;
  return contextOf({ operationId, firstSentAt: bot.simulator.clock.now(), callbackUrl: `${address}/k1`, ...parts });
}

const to = phone(callerNumber);
const prompt = { url: "https://cdn.example.com/hello.wav" };

async function callAda(bot: SimulatedBot): Promise<string> {
  const taken = await bot.adapter.verbs.create?.run(
    { to: [to], from: phone(botNumber) },
    context(bot, { providerCallId: "" }),
    undefined,
  );
  await bot.simulator.advance(1_000);
  return taken?.providerCallId ?? "";
}

describe("the bot calls", () => {
  test("and plays, hears tones, sends tones and hangs up", async () => {
    await using bot = await startSimulatedBot();
    const { subscribeDtmf, play, sendDtmf, hangUp, inspect } = bot.adapter.verbs;
    bot.ada.reacts({ kind: "answer", afterMs: 500 });
    const providerCallId = await callAda(bot);
    expect(bot.heard("state")).toMatchObject([{ state: "connected", providerCallId, call: { key: "k1" } }]);
    expect(
      bot
        .heard("participants")
        .at(-1)
        ?.participants.map(({ party }) => party),
    ).toContainEqual(to);
    expect(await inspect?.run({}, context(bot, { providerCallId }), undefined)).toMatchObject({
      found: { state: "connected" },
    });

    await subscribeDtmf?.run({ of: to }, context(bot, { providerCallId }), undefined);
    const playing = context(bot, { providerCallId });
    await play?.run({ prompts: [prompt], loop: false }, playing, undefined);
    await bot.simulator.advance(60_000);
    await bot.ada.hears("hello.wav");
    expect(bot.heard("operation")).toMatchObject([
      { verb: "play", outcome: "completed", operationId: playing.operationId, id: `operation:${playing.operationId}` },
    ]);

    bot.ada.press("1*#");
    await bot.simulator.advance(5_000);
    expect(bot.heard("dtmf").map(({ tone, sequence }) => [tone, sequence])).toEqual([
      ["1", 1],
      ["*", 2],
      ["#", 3],
    ]);

    const sending = context(bot, { providerCallId });
    await sendDtmf?.run({ tones: ["4", "2", "#"], to }, sending, undefined);
    await bot.simulator.advance(10_000);
    await bot.ada.hears({ tones: "42#" });
    expect(bot.heard("operation").at(-1)).toMatchObject({
      verb: "sendDtmf",
      outcome: "completed",
      operationId: sending.operationId,
    });

    await hangUp?.run({ everyone: true }, context(bot, { providerCallId }), undefined);
    await bot.simulator.advance(1_000);
    const ended = bot.heard("state").at(-1);
    expect(ended).toMatchObject({ state: "disconnected", id: "ended", result: { code: 200, subcode: 7000 } });
    expect(await inspect?.run({}, context(bot, { providerCallId }), undefined)).toEqual({ found: { state: "gone" } });
    expect(new Set(bot.answers)).toEqual(new Set([200]));
  });

  test.each([
    ["decline", "declined"],
    ["busy", "busy"],
    ["ignore", "no-answer"],
  ] as const)("and the other side's %s is one end with the kind %s", async (reaction, kind) => {
    await using bot = await startSimulatedBot();
    bot.ada.reacts({ kind: reaction });
    await callAda(bot);
    await bot.simulator.advance(120_000);
    const ends = bot.heard("state").filter(({ state }) => state === "disconnected");
    expect(ends.length).toBeGreaterThan(0);
    expect(new Set(ends.map(({ id }) => id))).toEqual(new Set(["ended"]));
    const [first] = ends;
    if (!first?.result) throw new Error("the end has no result");
    expect(bot.adapter.endReason(first.result, { direction: "outgoing", wasConnected: false }).kind).toBe(kind);
  });

  test("and a prompt that is canceled says so under its own operation", async () => {
    await using bot = await startSimulatedBot();
    bot.ada.reacts({ kind: "answer" });
    const providerCallId = await callAda(bot);
    const playing = context(bot, { providerCallId });
    await bot.adapter.verbs.play?.run({ prompts: [prompt], loop: true }, playing, undefined);
    await bot.adapter.verbs.cancelMedia?.run({}, context(bot, { providerCallId }), undefined);
    await bot.simulator.advance(1_000);
    expect(bot.heard("operation")).toMatchObject([{ outcome: "canceled", operationId: playing.operationId }]);
  });

  test("and a repeated request dials only once", async () => {
    await using bot = await startSimulatedBot();
    const once = context(bot, { providerCallId: "" });
    const input = { to: [to], from: phone(botNumber) };
    const first = await bot.adapter.verbs.create?.run(input, once, undefined);
    const second = await bot.adapter.verbs.create?.run(input, once, undefined);
    expect(second?.providerCallId).toBe(first?.providerCallId);
    expect(bot.simulator.calls()).toHaveLength(1);
  });

  test("and a transfer that is accepted ends the bot's part", async () => {
    await using bot = await startSimulatedBot();
    bot.ada.reacts({ kind: "answer" });
    bot.simulator.addPerson({ id: "bob", party: "+14255550199", reaction: { kind: "answer" } });
    const providerCallId = await callAda(bot);
    const transferring = context(bot, { providerCallId });
    await bot.adapter.verbs.transfer?.run({ to: phone("+14255550199") }, transferring, undefined);
    await bot.simulator.advance(10_000);
    expect(bot.heard("operation")).toMatchObject([
      { verb: "transfer", outcome: "completed", operationId: transferring.operationId },
    ]);
    expect(bot.heard("state").at(-1)).toMatchObject({ state: "disconnected", result: { code: 200, subcode: 7015 } });
  });

  test("and a callback that is forged is refused", async () => {
    await using bot = await startSimulatedBot();
    bot.ada.reacts({ kind: "answer" });
    await callAda(bot);
    const before = bot.signals.length;
    for (const forgery of [
      "bad-signature",
      "wrong-audience",
      "expired",
      "alg-none",
      "no-token",
      "unknown-key",
    ] as const)
      expect((await bot.simulator.forge({ forgery })).status, forgery).toBe(401);
    expect(bot.signals).toHaveLength(before);
  });
});

test("over https, a private certificate authority is trusted only if it is given as an option", async () => {
  await using bot = await startSimulatedBot();
  const { simulator } = bot;
  const connectionString = simulator.acs.connectionString.replace(simulator.url, simulator.httpsUrl);
  const settings = { ...simulator.acs, connectionString, clock: simulator.clock };
  const asking = context(bot, { providerCallId: "unknown" });
  const trusting = acs({ ...settings, ca: simulator.caCertificate });
  expect(await trusting.verbs.inspect?.run({}, asking, undefined)).toEqual({ found: { state: "gone" } });
  const wary = acs(settings);
  const error = await wary.verbs.inspect?.run({}, asking, undefined).catch((caught: unknown) => caught);
  expect(wary.mapError(error, "inspect")).toMatchObject({ code: "unavailable", retryable: true });
  await Promise.all([trusting.close?.(), wary.close?.()]);
});

describe("a telephone calls the bot", () => {
  test.each(["event-grid", "cloud-events"] as const)(
    "by Event Grid in its %s schema, and is answered",
    async (eventSchema) => {
      await using bot = await startSimulatedBot({ eventSchema });
      bot.ada.dial(botNumber);
      await bot.simulator.advance(100);
      const [incoming] = bot.heard("incoming");
      expect(incoming).toMatchObject({ id: "incoming", from: to, to: phone(botNumber), answerWithinMs: 30_000 });
      const deciding = context(bot, { providerCallId: "", memo: incoming?.memo ?? null });
      expect(bot.adapter.verbs.answer?.refuse?.({}, deciding)).toBeUndefined();
      const taken = await bot.adapter.verbs.answer?.run({}, deciding, undefined);
      await bot.simulator.advance(1_000);
      expect(bot.heard("state")).toMatchObject([{ state: "connected", providerCallId: taken?.providerCallId }]);
      bot.ada.hangUp();
      await bot.simulator.advance(1_000);
      const { result } = bot.heard("state").at(-1) ?? {};
      if (!result) throw new Error("the end has no result");
      expect(bot.adapter.endReason(result, { direction: "incoming", wasConnected: true }).kind).toBe("remote-hung-up");
    },
  );

  test("and is rejected, or redirected to another", async () => {
    await using bot = await startSimulatedBot();
    const bob = bot.simulator.addPerson({ id: "bob", party: "+14255550199" });
    for (const verb of ["reject", "redirect"] as const) {
      const call = bot.ada.dial(botNumber);
      await bot.simulator.advance(100);
      const deciding = context(bot, { providerCallId: "", memo: bot.heard("incoming").at(-1)?.memo ?? null });
      if (verb === "reject") await bot.adapter.verbs.reject?.run({ reason: "busy" }, deciding, undefined);
      else await bot.adapter.verbs.redirect?.run({ to: [phone("+14255550199")] }, deciding, undefined);
      await bot.simulator.advance(100);
      if (verb === "redirect") bob.answer(call.id);
      await bot.simulator.advance(100);
    }
    expect(new Set(bot.heard("incoming").map(({ call }) => JSON.stringify(call))).size).toBe(2);
    expect(bot.heard("state")).toEqual([]);
  });

  test("and both handshakes of a subscription succeed", async () => {
    await using own = await startSimulatedBot({ validate: true });
    expect(own.answers).toEqual([200]);
    await using cloudEvents = await startSimulatedBot({
      validate: true,
      eventSchema: "cloud-events",
      webhookUrl: `${address}?eventgrid=simulated-event-grid-secret`,
    });
    expect(cloudEvents.answers).toEqual([200]);
  });
});
