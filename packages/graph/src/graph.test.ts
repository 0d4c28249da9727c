import { party } from "@trunkline/core";
import { expect, test } from "vitest";
import { bobId, botNumber, startSimulatedBot } from "./simulated-bot.fixture.js";

test("everything works over https with a certificate of the simulator's own", async () => {
  await using bot = await startSimulatedBot({ overHttps: true });
  const call = await bot.calling.create({ to: party.user(bobId) });
  await bot.simulator.advance(2_000);
  await call.connected;
  bot.bob.hangUp();
  await bot.simulator.advance(2_000);
  expect((await call.ended).kind).toBe("remote-hung-up");
});

test("a call under a recording policy is offered with five seconds to decide", async () => {
  await using bot = await startSimulatedBot({ registration: { policyRecording: true } });
  const left: number[] = [];
  bot.calling.on("incoming", async (incoming) => {
    left.push(incoming.decideBy - incoming.at.getTime());
    await incoming.answer({ providerOptions: { graph: { participantCapacity: 10 } } });
  });
  bot.ada.dial(botNumber);
  await bot.simulator.advance(3_000);
  expect(left[0]).toBeLessThanOrEqual(5_000);
  expect(bot.seen).toContain("call-connected");
});

test("a call that the bot lets lie is over before the cloud's time is up", async () => {
  await using bot = await startSimulatedBot();
  bot.calling.on("incoming", () => new Promise(() => {}));
  bot.ada.dial(botNumber);
  await bot.simulator.advance(16_000);
  expect(bot.seen.at(-1)).toBe("ended: rejected");
});

test("provider options are typed and checked, and those of another provider are let alone", async () => {
  await using bot = await startSimulatedBot();
  const to = party.user(bobId);
  // @ts-expect-error misspelled
  const misspelled = bot.calling.create({ to, providerOptions: { graph: { ringingTimeoutInSecond: 30 } } });
  await expect(misspelled).rejects.toMatchObject({ code: "invalid-request" });
  await bot.calling.create({ to, providerOptions: { graph: { subject: "x" }, acs: { sourceDisplayName: "x" } } });
});
