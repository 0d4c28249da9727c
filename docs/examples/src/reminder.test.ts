import type { Reaction } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { type Outcome, remind, remindUntilReached } from "./reminder.js";
import { botNumber, type Provider, providers, type Stage, stage } from "./stage.fixture.js";

const ada = "+14255550123";
const reminder = { to: ada, from: botNumber, prompt: { url: "https://cdn.example.com/reminder.wav" } } as const;

/** Reminds Ada, who reacts so, and does what `meanwhile` says while the reminder is under way. */
async function remindAda(
  provider: Provider,
  reaction: Reaction,
  meanwhile: (line: Stage) => void = () => {},
): Promise<{ outcome: Outcome; heard: readonly string[] }> {
  await using line = await stage(provider, [{ id: "ada", party: ada, reaction }]);
  const reminding = remind(line.calling, reminder);
  await line.simulator.advance(6_000);
  meanwhile(line);
  await line.simulator.advance(120_000);
  return { outcome: await reminding, heard: line.heard("ada") };
}

describe.each(providers)("the reminder on %s", (provider) => {
  test("is confirmed with 1", async () => {
    const press = ({ simulator }: Stage) => simulator.person("ada").press("1");
    const { outcome, heard } = await remindAda(provider, { kind: "answer" }, press);
    expect(outcome).toBe("confirmed");
    expect(heard).toEqual(["reminder.wav"]);
  });

  test("is declined with any other key", async () => {
    const press = ({ simulator }: Stage) => simulator.person("ada").press("2");
    expect((await remindAda(provider, { kind: "answer" }, press)).outcome).toBe("declined");
  });

  test("yields no-input when no key is pressed", async () => {
    expect((await remindAda(provider, { kind: "answer" })).outcome).toBe("no-input");
  });

  test("yields why the person did not listen to the end", async () => {
    const hangUp = ({ simulator }: Stage) => simulator.person("ada").hangUp();
    expect((await remindAda(provider, { kind: "answer" }, hangUp)).outcome).toBe("remote-hung-up");
  });

  test.each([
    ["busy", "busy"],
    ["decline", "declined"],
    ["ignore", "no-answer"],
  ] as const)("yields why the call was not answered: %s", async (kind, outcome) => {
    expect((await remindAda(provider, { kind })).outcome).toBe(outcome);
  });

  test("is tried again while the line is busy", async () => {
    await using line = await stage(provider, [{ id: "ada", party: ada, reaction: { kind: "busy" } }]);
    const pause = async () => line.simulator.person("ada").reacts({ kind: "answer" });
    const reminding = remindUntilReached(line.calling, reminder, { tries: 2, pause });
    await line.simulator.advance(5_000);
    line.simulator.person("ada").press("1");
    await line.simulator.advance(10_000);
    expect(await reminding).toBe("confirmed");
  });
});
