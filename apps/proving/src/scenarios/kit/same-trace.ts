import type { Observations } from "@trunkline/core";
import { expect } from "vitest";
import { botNumber, cast, codeOf, type Provider, providers } from "./cast.js";
import { onTheLine, type Stage, type StageOptions, startStage } from "./stage.js";
import { observable, project, type Trace } from "./trace.js";

/** What happens between a bot and people, on any cloud. */
export type Scenario = (stage: Stage) => Promise<void>;

/**
 * The body of a test: a scenario leaves the expected trace on every provider, apart from what the provider never reports
 * according to its `observations`.
 */
export function sameTrace(scenario: Scenario, expected: Trace, options?: StageOptions): () => Promise<void> {
  return async () => {
    const runs = await Promise.all(providers.map((provider) => run(provider, scenario, options)));
    for (const { provider, trace, observations } of runs)
      expect(observable(trace, observations), provider).toEqual(observable(expected, observations));
    const [first, ...others] = runs.map(({ trace }) =>
      runs.reduce((rest, one) => observable(rest, one.observations), trace),
    );
    for (const other of others) expect(other).toEqual(first);
  };
}

/** The body of a test: a scenario leaves this trace on one provider, regardless of the options. */
export function leavesTrace(
  provider: Provider,
  scenario: Scenario,
  expected: Trace,
  options: StageOptions,
): () => Promise<void> {
  return async () => {
    const { trace, observations } = await run(provider, scenario, options);
    expect(observable(trace, observations)).toEqual(observable(expected, observations));
  };
}

interface Run {
  readonly provider: Provider;
  readonly trace: Trace;
  readonly observations: Observations;
}

async function run(provider: Provider, scenario: Scenario, options: StageOptions = {}): Promise<Run> {
  await using stage = await startStage(provider, options);
  await scenario(stage);
  await stage.advance(5_000);
  return { provider, trace: project(stage.record.all), observations: stage.calling.capabilities.observations };
}

/** A call with a declined transfer, and its end: the cloud reports all of it by result codes. */
export const failedTransfer: Scenario = async (stage) => {
  const call = await onTheLine(stage);
  stage.person("bob").reacts({ kind: "decline", afterMs: 1_000 });
  await stage.when(call.transfer(cast.bob).catch((error) => stage.record.note(call, `threw ${codeOf(error)}`)));
  stage.person("ada").hangUp();
  await stage.when(call.ended);
};

export const failedTransferTrace: Trace = {
  ada: [
    "create completed",
    "connected",
    "transfer failed: operation-failed",
    "threw operation-failed",
    "ended: remote-hung-up",
  ],
};

const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** An IVR that asks for a PIN, offers a menu and says goodbye: most of what a bot does on one call. */
export const pinAndMenu: Scenario = async (stage) => {
  stage.calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer();
    const pin = await call.collectDtmf({ prompt: prompt("pin"), max: 4, stopOn: "#" });
    stage.record.note(call, `PIN ${pin.tones} by ${pin.endedBy}`);
    const menu = await call.collectDtmf({ prompt: prompt("menu"), max: 1 });
    stage.record.note(call, `menu ${menu.tones} by ${menu.endedBy}`);
    await call.play(prompt("goodbye"));
  });
  const ada = stage.person("ada");
  ada.dial(botNumber);
  await stage.when(ada.hears("pin.wav", { timeoutMs: 30_000 }));
  await stage.advance(5_000);
  ada.press("1234");
  await stage.when(ada.hears("menu.wav"));
  await stage.advance(500);
  ada.press("2");
  await stage.when(ada.hears("goodbye.wav"));
  await stage.advance(15_000);
};

export const pinAndMenuTrace: Trace = {
  ada: [
    "incoming from ada to bot",
    "connected",
    "answer completed",
    "tone 1",
    "tone 2",
    "tone 3",
    "tone 4",
    "collectDtmf completed",
    "PIN 1234 by max",
    "tone 2",
    "collectDtmf completed",
    "menu 2 by max",
    "play completed",
    "hangUp completed",
    "ended: hung-up",
  ],
};
