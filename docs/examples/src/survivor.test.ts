import { memoryStore } from "@trunkline/core";
import { manualClock, startSimulator } from "@trunkline/simulator";
import { callingFromConfig } from "trunkline";
import { describe, expect, test } from "vitest";
import { mortal } from "./mortal.fixture.js";
import { botNumber, listen, type Provider, providers } from "./stage.fixture.js";
import { answerAccountLine, stepSchema } from "./survivor.js";

const url = "https://bot.example.com/calls";

/** Two instances of the bot on one store. The cloud's callbacks go to the first until it dies. */
async function twoInstances(provider: Provider) {
  const clock = manualClock();
  const store = memoryStore({ clock });
  const simulator = await startSimulator({ clock, people: [{ id: "ada", party: "+14255550123" }] });
  const heard = listen(simulator);
  await simulator.registerBot({ cloud: provider, webhookUrl: url, number: botNumber });
  const { acs, graph } = simulator;
  const secret = "the same on every instance, 32 characters";
  const start = (own: Pick<ReturnType<typeof mortal>, "clock" | "store">) =>
    callingFromConfig({
      ...{ provider, url, secret, data: stepSchema, ...own },
      ...{ acs: { ...acs, clock }, graph: { ...graph, clock } },
    });
  const life = mortal(clock, store);
  const [one, two] = [await start(life), await start({ clock, store })];
  const seen: string[] = [];
  for (const [name, calling] of Object.entries({ one, two })) {
    calling.on("*", ({ type }) => seen.push(`${name}: ${type}`));
    answerAccountLine(calling);
  }
  simulator.deliver = (request) => one.handle(request);
  return {
    simulator,
    heard,
    seen,
    kill() {
      life.kill();
      simulator.deliver = (request) => two.handle(request);
    },
    async [Symbol.asyncDispose]() {
      await two.close();
      await simulator.close();
    },
  };
}

describe.each(providers)("the account line on %s", (provider) => {
  test("goes on where the caller was when its instance dies, with the keys pressed before", async () => {
    await using line = await twoInstances(provider);
    const ada = line.simulator.person("ada");
    ada.dial(botNumber);
    await line.simulator.advance(4_000);
    ada.press("12");
    await line.simulator.advance(1_000);
    line.kill();
    await line.simulator.advance(45_000);
    ada.press("34");
    await line.simulator.advance(10_000);
    expect(line.heard("ada")).toEqual(["ringback", "pin.wav", "A7.wav"]);
    expect(line.seen).toContain("two: call-recovered");
    expect(line.seen.at(-1)).toBe("two: call-ended");
  });

  test("gives up after three wrong PINs", async () => {
    await using line = await twoInstances(provider);
    const ada = line.simulator.person("ada");
    ada.dial(botNumber);
    for (let attempt = 0; attempt < 3; attempt++) {
      await line.simulator.advance(4_000);
      ada.press("0000");
    }
    await line.simulator.advance(4_000);
    expect(line.heard("ada")).toEqual(["ringback", "pin.wav", "pin.wav", "pin.wav"]);
    expect(line.seen.at(-1)).toBe("one: call-ended");
  });
});
