import { party } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { adaNumber, bobId, botNumber, startSimulatedBot } from "./simulated-bot.fixture.js";

describe("a bot on Graph", () => {
  test("a caller who knows the PIN is handed over", async () => {
    await using bot = await startSimulatedBot();
    bot.calling.on("incoming", async (incoming) => {
      expect(incoming.to).toMatchObject({ kind: "phone", number: botNumber });
      const call = await incoming.answer();
      const { tones } = await call.collectDtmf({
        prompt: { url: "https://cdn.example.com/pin.wav" },
        max: 4,
        stopOn: "#",
      });
      if (tones === "1234") await call.transfer(party.user(bobId));
    });
    bot.ada.dial(botNumber);
    await bot.simulator.advance(5_000);
    bot.ada.press("1234#");
    await bot.simulator.advance(10_000);
    expect(bot.seen).toContain("incoming");
    expect(bot.seen).toContain("call-connected");
    expect(bot.seen.at(-1)).toBe("ended: transferred");
    const live = bot.simulator.calls().flatMap(({ legs }) => legs.filter(({ state }) => state === "connected"));
    expect(live.map(({ party }) => party.kind)).toEqual(["phone", "user"]);
  });

  test("an outgoing call connects, sends tones in parts and ends", async () => {
    await using bot = await startSimulatedBot();
    bot.ada.reacts({ kind: "answer", afterMs: 1_000 });
    const call = await bot.calling.create({ to: adaNumber, from: botNumber });
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

  test.each([
    ["busy", "busy"],
    ["decline", "declined"],
    ["unreachable", "unreachable"],
  ] as const)("a telephone whose answer is %s ends the call as %s", async (kind, end) => {
    await using bot = await startSimulatedBot();
    bot.ada.reacts({ kind });
    const call = await bot.calling.create({ to: adaNumber, from: botNumber });
    await bot.simulator.advance(2_000);
    expect((await call.ended).kind).toBe(end);
  });

  test("a caller who gives up before the answer canceled the call", async () => {
    await using bot = await startSimulatedBot();
    bot.calling.on("incoming", () => new Promise(() => {}));
    bot.ada.dial(botNumber);
    await bot.simulator.advance(1_000);
    bot.ada.hangUp();
    await bot.simulator.advance(1_000);
    expect(bot.seen.at(-1)).toBe("ended: canceled");
  });

  test("a call that is redirected ends as redirected", async () => {
    await using bot = await startSimulatedBot();
    bot.calling.on("incoming", (incoming) => incoming.redirect(party.user(bobId)));
    bot.ada.dial(botNumber);
    await bot.simulator.advance(5_000);
    expect(bot.seen.at(-1)).toBe("ended: redirected");
  });

  test("a call that is rejected ends as rejected", async () => {
    await using bot = await startSimulatedBot();
    bot.calling.on("incoming", (incoming) => incoming.reject("busy"));
    bot.ada.dial(botNumber);
    await bot.simulator.advance(5_000);
    expect(bot.seen.at(-1)).toBe("ended: rejected");
  });

  test("a call is kept alive for as long as it lasts", async () => {
    await using bot = await startSimulatedBot();
    bot.ada.reacts({ kind: "answer" });
    const call = await bot.calling.create({ to: adaNumber, from: botNumber });
    await bot.simulator.advance(2_000);
    await call.connected;
    await bot.simulator.advance(2 * 60 * 60_000);
    expect((await call.snapshot()).state).toBe("connected");
  });
});
