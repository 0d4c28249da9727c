import type { Observations } from "@trunkline/core";
import { expect } from "vitest";
import { cast, codeOf, type Provider, providers } from "./cast.js";
import { onTheLine, type Stage, type StageOptions, startStage } from "./stage.js";
import { project, type Trace, tellable } from "./trace.js";

/** What happens between a bot and people. It does not know on which cloud. */
export type Scenario = (stage: Stage) => Promise<void>;

/**
 * The body of a test: a scenario leaves one and the same trace on every provider. It is this one, less what the provider never reports
 * according to its `observations`.
 */
export function sameTrace(scenario: Scenario, expected: Trace, options?: StageOptions): () => Promise<void> {
  return async () => {
    const runs = await Promise.all(providers.map((provider) => run(provider, scenario, options)));
    for (const { provider, trace, observations } of runs)
      expect(tellable(trace, observations), provider).toEqual(tellable(expected, observations));
    const [first, ...others] = runs.map(({ trace }) =>
      runs.reduce((rest, one) => tellable(rest, one.observations), trace),
    );
    for (const other of others) expect(other).toEqual(first);
  };
}

/** The body of a test: a scenario leaves this trace on one provider, whatever the options do to it. */
export function leavesTrace(
  provider: Provider,
  scenario: Scenario,
  expected: Trace,
  options: StageOptions,
): () => Promise<void> {
  return async () => {
    const { trace, observations } = await run(provider, scenario, options);
    expect(tellable(trace, observations)).toEqual(tellable(expected, observations));
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

/** A call, a transfer that is declined, and its end: all of it told by figures. */
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
