import { describe, expect, test } from "vitest";
import { botNumber, cast, providers } from "../kit/cast.js";
import { startStage } from "../kit/stage.js";

const callers = [
  ["withholds the number", "anonymous"],
  ["calls from a short code", "933"],
  ["has a masked number", "+1425555XXXX"],
] as const;

describe.each(providers)("%s", (provider) => {
  test.each(callers)(
    "a caller who %s has a stable identifier, and can press keys and be sent tones",
    async (_, number) => {
      await using stage = await startStage(provider);
      const caller = stage.simulator.addPerson({ id: "caller", party: { kind: "phone", number } });
      const served = new Promise<object>((resolve, reject) => {
        stage.calling.on("incoming", async (incoming) => {
          try {
            const call = await incoming.answer();
            const { tones } = await call.collectDtmf({ max: 2 });
            const { sent } = await call.sendDtmf("7");
            resolve({ from: incoming.from, tones, sent });
          } catch (error) {
            reject(error);
          }
        });
      });
      caller.dial(botNumber);
      await stage.advance(2_000);
      caller.press("4");
      caller.press("2");
      expect(await stage.when(served)).toEqual({
        from: { kind: "unknown", rawId: `4:${number}` },
        tones: "42",
        sent: "7",
      });
      expect(caller.heard()).toContain("7");
    },
  );

  test.each(callers)("a caller who %s can be transferred, also as the transferee", async (_, number) => {
    await using stage = await startStage(provider);
    const caller = stage.simulator.addPerson({ id: "caller", party: { kind: "phone", number } });
    stage.person("bob").reacts({ kind: "answer", afterMs: 1_000 });
    const done = new Promise((resolve, reject) => {
      stage.calling.on("incoming", async (incoming) => {
        try {
          const call = await incoming.answer();
          resolve(await call.transfer(cast.bob, { transferee: incoming.from }));
        } catch (error) {
          reject(error);
        }
      });
    });
    caller.dial(botNumber);
    expect(await stage.when(done)).toMatchObject({ warnings: [] });
  });

  test.each(callers)("a caller who %s can be redirected to a telephone", async (_, number) => {
    await using stage = await startStage(provider);
    const caller = stage.simulator.addPerson({ id: "caller", party: { kind: "phone", number } });
    stage.person("bob").reacts({ kind: "answer", afterMs: 1_000 });
    const done = new Promise((resolve, reject) => {
      stage.calling.on("incoming", (incoming) => incoming.redirect(cast.bob).then(resolve, reject));
    });
    caller.dial(botNumber);
    expect(await stage.when(done)).toEqual({ warnings: [] });
  });

  test.each(callers)("a caller who %s cannot be called back: create fails before any request", async (_, number) => {
    await using stage = await startStage(provider);
    const before = stage.requests();
    const creating = stage.calling.create({ to: { kind: "unknown", rawId: `4:${number}` }, from: botNumber });
    await expect(creating).rejects.toThrow("cannot call an unknown party");
    expect(stage.requests()).toBe(before);
  });
});
