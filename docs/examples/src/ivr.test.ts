import { describe, expect, test } from "vitest";
import { answerIvr, withMusic } from "./ivr.js";
import { botNumber, providers, stage } from "./stage.fixture.js";

const menu = { url: "https://cdn.example.com/menu.wav" };
const sorry = { url: "https://cdn.example.com/sorry.wav" };
const music = { url: "https://cdn.example.com/music.wav" };
const bob = "+14255550142";
const people = [
  { id: "ada", party: "+14255550123" },
  { id: "bob", party: bob, reaction: { kind: "answer" } },
] as const;

describe.each(providers)("the menu on %s", (provider) => {
  test("leads to the person behind the key, after a wrong one", async () => {
    await using line = await stage(provider, people);
    answerIvr(line.calling, { menu, sorry, routes: { 1: bob } });
    const ada = line.simulator.person("ada");
    ada.dial(botNumber);
    await line.simulator.advance(4_000);
    ada.press("7");
    await line.simulator.advance(5_000);
    ada.press("1");
    await line.simulator.advance(10_000);
    expect(line.heard("ada")).toEqual(["ringback", "menu.wav", "sorry.wav", "menu.wav", "talk"]);
    expect(line.heard("bob").at(-1)).toBe("talk");
  });

  test("ends after three times without a key", async () => {
    await using line = await stage(provider, people);
    const ends: string[] = [];
    line.calling.on("call-ended", ({ reason }) => ends.push(reason.kind));
    answerIvr(line.calling, { menu, sorry, routes: { 1: bob } });
    line.simulator.person("ada").dial(botNumber);
    await line.simulator.advance(60_000);
    const round = ["menu.wav", "sorry.wav"];
    expect(line.heard("ada")).toEqual(["ringback", ...round, ...round, ...round]);
    expect(ends).toEqual(["hung-up"]);
  });

  test("a caller who hangs up in the middle is no error", async () => {
    await using line = await stage(provider, people);
    const errors: unknown[] = [];
    line.calling.on("error", ({ error }) => errors.push(error));
    answerIvr(line.calling, { menu, sorry, routes: { 1: bob } });
    const ada = line.simulator.person("ada");
    ada.dial(botNumber);
    await line.simulator.advance(4_000);
    ada.hangUp();
    await line.simulator.advance(60_000);
    expect(errors).toEqual([]);
  });

  test("music plays while something is looked up, and stops with it", async () => {
    await using line = await stage(provider, people);
    let find = (_account: string) => {};
    const lookUp = () =>
      new Promise<string>((resolve) => {
        find = resolve;
      });
    line.calling.on("incoming", async (incoming) => {
      await using call = await incoming.answer();
      if ((await withMusic(call, music, lookUp)) === "A7") await call.play(menu);
    });
    line.simulator.person("ada").dial(botNumber);
    await line.simulator.advance(30_000);
    expect(line.heard("ada").at(-1)).toBe("music.wav");
    find("A7");
    await line.simulator.advance(1_000);
    expect(line.heard("ada").at(-1)).toBe("menu.wav");
  });
});
