import { type Call, phone } from "@trunkline/core";
import type { Reaction } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { botNumber, type Provider, providers, type Stage, stage } from "./stage.fixture.js";
import { warmTransfer } from "./warm-transfer.js";

const agent = "+14255550142";
const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** Ada calls, and the bot asks the agent, who has this reaction. */
async function desk(provider: Provider, reaction: Reaction): Promise<Stage> {
  const line = await stage(provider, [
    { id: "ada", party: "+14255550123" },
    { id: "agent", party: agent, reaction },
  ]);
  const serve = async (caller: Call) => {
    const plan = { agent: phone(agent), from: phone(botNumber), music: prompt("music"), question: prompt("question") };
    if (!(await warmTransfer(line.calling, caller, plan))) await caller.play(prompt("call-back-later"));
  };
  line.calling.on("incoming", async (incoming) => {
    await using caller = await incoming.answer();
    await serve(caller);
  });
  line.simulator.person("ada").dial(botNumber);
  await line.simulator.advance(8_000);
  return line;
}

describe.each(providers)("a warm transfer on %s", (provider) => {
  test("the agent takes the call with a key, and talks to the caller without the bot", async () => {
    await using line = await desk(provider, { kind: "answer", afterMs: 2_000 });
    expect(line.heard("agent")).toContain("question.wav");
    line.simulator.person("agent").press("1");
    await line.simulator.advance(10_000);
    const [call, another] = line.simulator.person("ada").calls();
    expect(another).toBeUndefined();
    const owners = call?.legs.filter(({ state }) => state === "connected").map(({ owner }) => owner);
    expect(owners).toEqual([
      { kind: "person", personId: "ada" },
      { kind: "person", personId: "agent" },
    ]);
    expect(new Set(line.heard("ada"))).toEqual(new Set(["ringback", "music.wav", "talk"]));
  });

  test.each([
    ["presses another key", { kind: "answer", afterMs: 2_000 }, "2"],
    ["declines", { kind: "decline", afterMs: 2_000 }, undefined],
    ["does not pick up in time", { kind: "ignore" }, undefined],
  ] as const)("an agent who %s leaves the caller with the bot", async (_, reaction, key) => {
    await using line = await desk(provider, reaction);
    if (key) line.simulator.person("agent").press(key);
    await line.simulator.advance(40_000);
    expect(line.heard("ada").at(-1)).toBe("call-back-later.wav");
    expect(line.simulator.person("agent").calls()).toEqual([]);
  });

  test("a caller who hangs up meanwhile stops the agent's telephone", async () => {
    await using line = await desk(provider, { kind: "ignore" });
    line.simulator.person("ada").hangUp();
    await line.simulator.advance(5_000);
    expect(line.simulator.person("agent").calls()).toEqual([]);
  });
});
