import { manualClock, startSimulator } from "@trunkline/simulator";
import { callingFromConfig } from "trunkline";
import { expect, test } from "vitest";
import { bridge } from "./bridge.js";
import { botNumber, listen } from "./stage.fixture.js";

const expert = "112f7296-5fa4-42ca-bae8-6a692b15d4b8";
const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** Telephones on ACS, experts on Teams, one clock. */
async function twoClouds() {
  const clock = manualClock();
  const simulator = await startSimulator({
    clock,
    people: [
      { id: "ada", party: "+14255550123" },
      { id: "heidi", party: { kind: "user", id: expert }, reaction: { kind: "manual" } },
    ],
  });
  const heard = listen(simulator);
  const start = async (provider: "acs" | "graph") => {
    const url = `https://bot.example.com/${provider}`;
    await simulator.registerBot({ cloud: provider, webhookUrl: url, ...(provider === "acs" && { number: botNumber }) });
    const { acs, graph } = simulator;
    return callingFromConfig({ provider, url, clock, acs: { ...acs, clock }, graph: { ...graph, clock } });
  };
  const [front, back] = [await start("acs"), await start("graph")];
  simulator.deliver = (request) => (new URL(request.url).pathname.startsWith("/acs") ? front : back).handle(request);
  bridge(front, back, { expert, hold: prompt("hold"), accept: prompt("accept") });
  return {
    simulator,
    heard,
    ada: simulator.person("ada"),
    heidi: simulator.person("heidi"),
    async [Symbol.asyncDispose]() {
      await front.close();
      await back.close();
      await simulator.close();
    },
  };
}

test("the caller hears music until the expert accepts, and then the expert", async () => {
  await using clouds = await twoClouds();
  clouds.ada.dial(botNumber);
  await clouds.simulator.advance(5_000);
  clouds.heidi.answer();
  await clouds.simulator.advance(5_000);
  expect(new Set(clouds.heard("ada"))).toEqual(new Set(["ringback", "hold.wav"]));
  clouds.heidi.press("1");
  await clouds.simulator.advance(3_000);
  clouds.heidi.answer();
  await clouds.simulator.advance(3_000);
  expect(clouds.heard("heidi")).toEqual(["ringing", "accept.wav", "ringing", "talk"]);
  expect(clouds.heard("ada").at(-1)).toBe("talk");
});

test("a caller who gives up stops the expert's telephone", async () => {
  await using clouds = await twoClouds();
  clouds.ada.dial(botNumber);
  await clouds.simulator.advance(5_000);
  clouds.ada.hangUp();
  await clouds.simulator.advance(5_000);
  expect(clouds.heard("heidi")).toEqual(["ringing"]);
  expect(clouds.simulator.calls().every(({ endedAt }) => endedAt !== undefined)).toBe(true);
});
