import { describe, expect, test } from "vitest";
import { codeOf, useVerifierStage } from "./verifier-stage.fixture.js";

const stage = useVerifierStage();

describe("keys", () => {
  test("a new key is fetched once, by all who need it at the same time", async () => {
    const ours = stage.verifier();
    await ours.verify(await stage.bearer());
    await stage.clock.advance(60_000);
    await stage.server.publish("k2");
    stage.server.requests = 0;
    const header = await stage.bearer({}, {}, "k2");
    expect(await Promise.all(Array.from({ length: 20 }, () => codeOf(ours.verify(header))))).toEqual(
      Array(20).fill("ok"),
    );
    expect(stage.server.requests).toBe(2);
  });

  test("made-up keys are looked up once in ten seconds", async () => {
    const ours = stage.verifier();
    await stage.server.keep("made-up");
    const header = await stage.bearer({}, {}, "made-up");
    expect(await codeOf(ours.verify(header))).toBe("unauthenticated");
    for (let i = 0; i < 10; i++) expect(await codeOf(ours.verify(header))).toBe("unauthenticated");
    expect(stage.server.requests).toBe(2);
    await stage.clock.advance(10_000);
    expect(await codeOf(ours.verify(header))).toBe("unauthenticated");
    expect(stage.server.requests).toBe(4);
  });

  test.each(["down", "503", "garbage"] as const)(
    "while the key server is %s, known keys go on and unknown ones wait",
    async (mode) => {
      const ours = stage.verifier();
      await ours.warmUp();
      await stage.clock.advance(60_000);
      stage.server.mode = mode;
      expect(await codeOf(ours.verify(await stage.bearer()))).toBe("ok");
      await stage.server.keep("k3");
      const header = await stage.bearer({}, {}, "k3");
      expect(await codeOf(ours.verify(header))).toBe("unavailable");
      expect(await codeOf(ours.verify(header))).toBe("unavailable");
      stage.server.mode = "up";
      await stage.server.publish("k3");
      await stage.clock.advance(10_000);
      expect(await codeOf(ours.verify(header))).toBe("ok");
      stage.server.withdraw("k3");
    },
  );

  test("a slow key server keeps one caller waiting, not the key server busy", async () => {
    const ours = stage.verifier();
    stage.server.mode = "stall";
    const header = await stage.bearer();
    const waiting = [ours.verify(header), ours.verify(header)];
    while (stage.server.requests === 0) await new Promise((resolve) => setImmediate(resolve));
    stage.server.release();
    expect((await Promise.all(waiting)).length).toBe(2);
    expect(stage.server.requests).toBe(2);
  });

  test("the background refresh learns new keys, forgets withdrawn ones, and survives an outage", async () => {
    await stage.server.publish("k4");
    const ours = stage.verifier({ refreshMs: 3_600_000 });
    const old = await stage.bearer({ exp: stage.seconds() + 90_000 }, {}, "k4");
    ours.start();
    ours.start();
    await stage.clock.advance(1);
    await expect.poll(() => stage.server.requests).toBe(2);
    expect(await codeOf(ours.verify(old))).toBe("ok");
    stage.server.mode = "down";
    await stage.clock.advance(3_600_000);
    await expect.poll(() => stage.server.requests).toBe(3);
    expect(await codeOf(ours.verify(old))).toBe("ok");
    stage.server.mode = "up";
    stage.server.withdraw("k4");
    const afterAnotherTry = async () => {
      await stage.clock.advance(10_000);
      return codeOf(ours.verify(old));
    };
    await expect.poll(afterAnotherTry).toBe("unauthenticated");
    ours.stop();
    stage.server.requests = 0;
    await stage.clock.advance(20_000_000);
    expect(stage.server.requests).toBe(0);
  });
});
