import { type Call, createCalling, type IncomingCall } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { adapterOn, botNumber, cast, providers } from "../kit/cast.js";
import { onTheLine, openListener, type Stage, startStage } from "../kit/stage.js";

const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** A bot in one process, with its calls in memory and real HTTP in both directions. Its warnings are recorded. */
async function startAlone(provider: (typeof providers)[number], calling: Parameters<typeof startStage>[1] = {}) {
  const warnings: string[] = [];
  const quiet = () => {};
  const warn = (_: object, message: string) => void warnings.push(message);
  const logger = { debug: quiet, info: quiet, warn, error: warn };
  const stage = await startStage(provider, { delivery: "http", ...calling, calling: { logger, ...calling.calling } });
  return { stage, warnings };
}

/** Asks for a PIN, and says goodbye. */
async function askForPin(incoming: IncomingCall, pins: string[]): Promise<void> {
  await using call = await incoming.answer();
  pins.push((await call.collectDtmf({ prompt: prompt("pin"), max: 4, firstToneMs: 600_000 })).tones);
  await call.play(prompt("goodbye"));
}

async function callIn(stage: Stage) {
  const ada = stage.person("ada");
  ada.dial(botNumber);
  await stage.when(ada.hears("pin.wav", { timeoutMs: 30_000 }));
  return ada;
}

describe.each(providers)("a closing bot on %s with its calls in memory", (provider) => {
  test("serves its caller to the end, and is closed when the caller is gone", {
    tags: "instances/closing",
  }, async () => {
    const { stage, warnings } = await startAlone(provider);
    await using _ = stage;
    const pins: string[] = [];
    stage.calling.on("incoming", (incoming) => askForPin(incoming, pins));
    const ada = await callIn(stage);
    const closing = stage.calling.close({ drainMs: 120_000 });
    await stage.advance(5_000);
    ada.press("1234", { gapMs: 1_000 });
    await stage.when(ada.hears("goodbye.wav", { timeoutMs: 30_000 }));
    await stage.when(closing, 60_000);
    expect(pins).toEqual(["1234"]);
    expect(stage.answers.filter((status) => status >= 300)).toEqual([]);
    expect(ada.calls()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test("hangs up after the drain time, reports the end, and leaves no call at the cloud", {
    tags: "instances/closing",
  }, async () => {
    const { stage, warnings } = await startAlone(provider);
    await using _ = stage;
    const pins: string[] = [];
    stage.calling.on("incoming", (incoming) => askForPin(incoming, pins));
    const ada = await callIn(stage);
    const outgoing = await stage.calling.create({ to: cast.bob, from: botNumber });
    await stage.advance(1_000);
    const closing = stage.calling.close({ drainMs: 20_000 });
    await stage.advance(19_000);
    expect(ada.calls()).toHaveLength(1);
    await stage.when(closing, 10_000);
    await stage.advance(1_000);
    expect([...ada.calls(), ...stage.person("bob").calls()]).toEqual([]);
    expect(stage.record.types().filter((type) => type === "call-ended")).toHaveLength(2);
    expect(
      warnings.filter((message) => message === "a call was hung up because this instance is closing"),
    ).toHaveLength(2);
    await expect(outgoing.ended).resolves.toMatchObject({ kind: "hung-up" });
  });

  test("completes a create in flight, and leaves no telephone ringing", {
    tags: "instances/closing",
  }, async () => {
    const { stage } = await startAlone(provider);
    await using _ = stage;
    stage.person("bob").reacts({ kind: "answer", afterMs: 2_000 });
    const creating = stage.calling.create({ to: cast.bob, from: botNumber });
    const closing = stage.calling.close({ drainMs: 0 });
    const call: Call = await stage.when(creating);
    await stage.when(closing);
    await stage.advance(5_000);
    expect(call.providerCallId).not.toBe("");
    expect(stage.person("bob").calls()).toEqual([]);
    await expect(stage.calling.create({ to: cast.bob, from: botNumber })).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  test("rejects an undecided caller at once after the drain time", {
    tags: "instances/closing",
  }, async () => {
    const { stage } = await startAlone(provider);
    await using _ = stage;
    stage.calling.on("incoming", () => {});
    const ada = stage.person("ada");
    ada.dial(botNumber);
    await stage.advance(2_000);
    await stage.when(stage.calling.close({ drainMs: 0 }));
    await stage.advance(500);
    expect(ada.calls()).toEqual([]);
    expect(stage.record.types().at(-1)).toBe("call-ended");
  });
});

test("on graph a caller who calls a closing bot is rejected as busy", {
  tags: "instances/closing",
}, async () => {
  const { stage, warnings } = await startAlone("graph");
  await using _ = stage;
  stage.calling.on("incoming", (call) => void call.answer());
  const call = await onTheLine(stage);
  const closing = stage.calling.close({ drainMs: 10_000 });
  const bob = stage.person("bob");
  bob.dial(botNumber);
  await stage.advance(2_000);
  expect(bob.calls()).toEqual([]);
  expect(stage.record.types()).not.toContain("incoming");
  expect(warnings).toContain("an incoming call was rejected as busy because this instance is closing");
  expect((await call.snapshot()).state).toBe("connected");
  await stage.when(closing);
});

test("on graph a caller who calls a closing bot is sent where onIncomingRequest says", async () => {
  const listener = await openListener();
  const { stage } = await startAlone("graph", {
    calling: { onIncomingRequest: ({ closing }) => (closing ? new URL(listener.url) : undefined) },
  });
  await using _ = stage;
  const adapter = adapterOn("graph", stage.simulator);
  const there = createCalling({ adapter, url: listener.url, clock: stage.clock, logger: false });
  listener.routeTo(there);
  const served: string[] = [];
  there.on("incoming", async (incoming) => void served.push((await incoming.answer()).ref));
  const call = await onTheLine(stage);
  const closing = stage.calling.close({ drainMs: 10_000 });
  stage.person("bob").dial(botNumber);
  await stage.advance(5_000);
  expect(served).toHaveLength(1);
  expect(stage.person("bob").calls()).toHaveLength(1);
  expect((await call.snapshot()).state).toBe("connected");
  await stage.when(closing);
  await there.close({ drainMs: 0 });
  await listener.close();
});

test("on acs a caller who calls a closing bot is offered again while it rings, and the next process answers", {
  tags: "instances/closing",
}, async () => {
  const { stage } = await startAlone("acs");
  await using _ = stage;
  stage.calling.on("incoming", (call) => void call.answer());
  await onTheLine(stage);
  const closing = stage.calling.close({ drainMs: 3_000 });
  const bob = stage.person("bob");
  bob.dial(botNumber);
  await stage.advance(1_000);
  expect(stage.answers.at(-1)).toBe(500);
  await stage.when(closing);

  const next = createCalling({
    adapter: adapterOn("acs", stage.simulator),
    url: stage.url,
    clock: stage.clock,
    logger: false,
  });
  const answered: string[] = [];
  next.on("incoming", async (incoming) => void answered.push((await incoming.answer()).ref));
  stage.routeTo(next);
  await stage.advance(15_000);
  expect(answered).toHaveLength(1);
  expect(bob.calls()).toHaveLength(1);
  await next.close({ drainMs: 0 });
});
