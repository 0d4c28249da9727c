import { CallingError, type Reveal } from "@trunkline/core";
import { describe, expect, test, vi } from "vitest";
import { botNumber, cast, type Provider, providers } from "../kit/cast.js";
import { callbackTo, type Stage, startStage } from "../kit/stage.js";
import { callIn, callOut, dialed, pin, postUnauthorized, secret, secretsOf } from "./kit/talk.js";
import { startTelemetry, type Telemetry } from "./kit/telemetry.js";

const prompt = { url: "https://cdn.example.com/pin.wav" };
const ignore = async (failing: Promise<unknown>) => void (await failing.catch(() => {}));

/** Complete calls, incoming and outgoing, with every failure in them, and handlers that throw what they know. */
async function play(provider: Provider, telemetry: Telemetry, options: { reveal?: Reveal; hidden: boolean }) {
  const { logger } = telemetry;
  const reveal = options.reveal === undefined ? {} : { reveal: options.reveal };
  const stage = await startStage(provider, { calling: { secret, onHandlerError: "keep", logger, ...reveal } });
  stage.calling.on("incoming", async (incoming) => {
    const call = await incoming.answer();
    const { tones } = await call.collectDtmf({ prompt, max: 6, secret: options.hidden });
    throw new TypeError(`${tones} of ${cast.ada.number}, by Bearer ${secret.replaceAll(" ", "")}`);
  });
  await callIn(stage);
  const call = await callOut(stage, ignore);
  await postUnauthorized(stage, callbackTo(stage, call), () => {});
  await stage.when(call.hangUp());
  return stage;
}

/** The secrets of a stage that were exported or logged. */
async function shown(stage: Stage, telemetry: Telemetry): Promise<readonly string[]> {
  const all = telemetry.lines() + telemetry.spans() + (await telemetry.numbers());
  const secrets = { ...secretsOf(stage), "the handler's token": secret.replaceAll(" ", "") };
  return Object.entries(secrets).flatMap(([name, value]) => (value !== "" && all.includes(value) ? [name] : []));
}

describe.each(providers)("on %s", (provider) => {
  test("no span, metric or log line contains a secret, a token, a number or a key", {
    tags: "secrets/telemetry-clean",
  }, async () => {
    await using telemetry = startTelemetry();
    await using stage = await play(provider, telemetry, { hidden: false });
    expect(telemetry.lines()).toContain("a handler threw");
    expect(telemetry.lines()).toContain("a callback was refused");
    expect(telemetry.spans()).toContain("trunkline.sendDtmf");
    expect(await telemetry.numbers()).toContain("trunkline.callback.duration");
    expect(await shown(stage, telemetry)).toEqual([]);
    expect(telemetry.lines()).toContain("dtmf-received");
    expect(telemetry.lines()).not.toContain('"tones"');
  });

  test("numbers are shown when they are revealed, and keys are not", {
    tags: "secrets/telemetry-clean",
  }, async () => {
    await using telemetry = startTelemetry();
    await using stage = await play(provider, telemetry, { reveal: { numbers: true }, hidden: false });
    const found = await shown(stage, telemetry);
    expect(new Set(found.map((name) => name.split(" ")[0]))).toEqual(new Set(["number"]));
    expect(telemetry.spans()).toContain(cast.ada.number);
    expect(telemetry.lines()).toContain(cast.ada.number);
    expect(await telemetry.numbers()).not.toContain(cast.ada.number.slice(2, -2));
  });

  test("keys and tones are shown when they are revealed, and numbers are not", {
    tags: "secrets/telemetry-clean",
  }, async () => {
    await using telemetry = startTelemetry();
    await using stage = await play(provider, telemetry, { reveal: { tones: true }, hidden: false });
    expect(new Set(await shown(stage, telemetry))).toEqual(new Set(["the PIN", "the tones that were sent"]));
    for (const tones of [pin, dialed]) {
      expect(telemetry.spans()).toContain(tones);
      expect(telemetry.lines()).toContain(tones);
    }
  });

  test("secret keys appear in no span and no log line of ours, even when tones are revealed", {
    tags: "secrets/telemetry-clean",
  }, async () => {
    await using telemetry = startTelemetry();
    const reveal = { numbers: true, tones: true };
    await using stage = await play(provider, telemetry, { reveal, hidden: true });
    expect(telemetry.spans()).not.toContain(pin);
    expect(telemetry.lines()).not.toMatch(/"dtmf-received".*"tones"/);
    const lines = telemetry.lines().split("\n");
    expect(lines.filter((line) => line.includes(pin) && !line.includes("a handler threw"))).toEqual([]);
    expect(await shown(stage, telemetry)).not.toContain("the handler's token");
  });

  test("a password in an address appears in no log line", { tags: "secrets/telemetry-clean" }, async () => {
    await using telemetry = startTelemetry();
    const { logger } = telemetry;
    await using stage = await startStage(provider, { calling: { logger } });
    stage.calling.on("incoming", () => {
      throw new CallingError("store-unavailable", "no connection to redis://bot:hunter22@redis.example.com:6379");
    });
    stage.person("ada").dial(botNumber);
    await stage.advance(5_000);
    expect(telemetry.lines()).toContain("redis.example.com");
    expect(telemetry.lines()).not.toContain("hunter22");
  });

  test("numbers in any notation and secrets in addresses, in a handler's error or its causes, appear in no log line and not on the console", {
    tags: "secrets/telemetry-clean",
  }, async () => {
    const printed: string[] = [];
    const spies = (["error", "warn"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...said) => void printed.push(said.join(" "))),
    );
    await using telemetry = startTelemetry();
    for (const logger of [telemetry.logger, undefined]) {
      await using stage = await startStage(provider, { calling: { logger } });
      const { secret: grid } = stage.simulator.acs.eventGrid;
      const cause = new Error(
        `POST https://bot.example.com/calls?eventgrid=${grid}&x=1 failed\n    at +1 425 555 0199`,
      );
      stage.calling.on("incoming", () => {
        throw new Error("+1 (425) 555-0123, 425.555.0188 or 0171 / 234 56 78 pressed 7 3 9 1 5 0", { cause });
      });
      stage.person("ada").dial(botNumber);
      await stage.advance(5_000);
      const lines = logger ? telemetry.lines() : printed.join("\n");
      expect(lines).toContain("a handler threw");
      expect(lines).toContain("https://bot.example.com/calls?eventgrid=…");
      for (const hidden of [grid, "555-0123", "555.0188", "234 56 78", "555 0199", "7 3 9 1"])
        expect([hidden, lines.includes(hidden)]).toEqual([hidden, false]);
    }
    for (const spy of spies) spy.mockRestore();
  });
});
