import { describe, expect, test } from "vitest";
import { answerPinLine, keyIn } from "./pin-line.js";
import { botNumber, providers, stage } from "./stage.fixture.js";

const pin = { url: "https://cdn.example.com/pin.wav" };
const bob = "+14255550142";
const people = [
  { id: "ada", party: "+14255550123" },
  { id: "bob", party: bob, reaction: { kind: "answer", afterMs: 2_000 } },
] as const;

describe.each(providers)("the PIN line on %s", (provider) => {
  test("puts through who knows the PIN", async () => {
    await using line = await stage(provider, people);
    answerPinLine(line.calling, pin, bob);
    const ada = line.simulator.person("ada");
    ada.dial(botNumber);
    await line.simulator.advance(5_000);
    ada.press("1234");
    await line.simulator.advance(10_000);
    expect(line.heard("ada")).toEqual(["ringback", "pin.wav", "talk"]);
    expect(line.heard("bob").at(-1)).toBe("talk");
  });

  test("hangs up on who does not", async () => {
    await using line = await stage(provider, people);
    const ends: string[] = [];
    line.calling.on("call-ended", ({ reason }) => ends.push(reason.kind));
    answerPinLine(line.calling, pin, bob);
    const ada = line.simulator.person("ada");
    ada.dial(botNumber);
    await line.simulator.advance(5_000);
    ada.press("99#");
    await line.simulator.advance(10_000);
    expect(ends).toEqual(["hung-up"]);
    expect(line.heard("bob")).toEqual([]);
  });

  test("keys tones into a call, with the pause in between", async () => {
    await using line = await stage(provider, people);
    const done = keyIn(line.calling, bob, botNumber, "1w2#");
    await line.simulator.advance(10_000);
    await done;
    expect(line.heard("bob").filter((sound) => sound.startsWith("key"))).toEqual(["key 1", "key 2", "key #"]);
  });
});
