import { createCalling } from "@trunkline/core";
import { manualClock, startSimulator } from "@trunkline/simulator";
import { expect, test } from "vitest";
import { acs } from "./acs.js";

const botNumber = "+18005550100";
const url = "https://bot.example.com/calls";

/** A bot on the real core, the simulated cloud, two telephones, and one clock for all. */
async function start() {
  const clock = manualClock();
  const simulator = await startSimulator({
    clock,
    people: [
      { id: "ada", party: "+14255550123" },
      { id: "bob", party: "+14255550199", reaction: { kind: "answer" } },
    ],
  });
  const calling = createCalling({ adapter: acs({ ...simulator.acs, clock }), url, clock, logger: false });
  simulator.deliver = (request) => calling.handle(request);
  await simulator.registerBot({ cloud: "acs", webhookUrl: url, number: botNumber });
  return {
    simulator,
    calling,
    ada: simulator.person("ada"),
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await simulator.close();
    },
  };
}

test("a caller who knows the PIN is transferred", async () => {
  await using bot = await start();
  const seen: string[] = [];
  bot.calling.on("*", (event) => void seen.push(event.type));
  bot.calling.on("incoming", async (incoming) => {
    const call = await incoming.answer();
    const { tones } = await call.collectDtmf({
      prompt: { url: "https://cdn.example.com/pin.wav" },
      max: 4,
      stopOn: "#",
    });
    if (tones === "1234") await call.transfer("+14255550199");
  });
  bot.ada.dial(botNumber);
  await bot.simulator.advance(5_000);
  bot.ada.press("1234#");
  await bot.simulator.advance(10_000);
  expect(seen).toContain("incoming");
  expect(seen).toContain("call-connected");
  expect(seen.at(-1)).toBe("call-ended");
  const live = bot.simulator.calls().flatMap(({ legs }) => legs.filter(({ state }) => state === "connected"));
  expect(live.map(({ party }) => party)).toEqual([
    { kind: "phone", number: "+14255550123" },
    { kind: "phone", number: "+14255550199" },
  ]);
});

test("an outgoing call connects, sends tones in parts and ends", async () => {
  await using bot = await start();
  bot.ada.reacts({ kind: "answer", afterMs: 1_000 });
  const call = await bot.calling.create({ to: "+14255550123", from: botNumber });
  await bot.simulator.advance(2_000);
  await call.connected;
  const sending = call.sendDtmf("1w2#");
  await bot.simulator.advance(10_000);
  await sending;
  await bot.ada.hears({ tones: "12#" });
  const ending = call.hangUp();
  await bot.simulator.advance(1_000);
  await ending;
  expect((await call.ended).kind).toBe("hung-up");
});

test("a call to a busy telephone ends as busy", async () => {
  await using bot = await start();
  bot.ada.reacts({ kind: "busy" });
  const call = await bot.calling.create({ to: "+14255550123", from: botNumber });
  await bot.simulator.advance(2_000);
  expect((await call.ended).kind).toBe("busy");
});
