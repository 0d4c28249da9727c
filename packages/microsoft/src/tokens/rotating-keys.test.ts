import { describe, expect, test } from "vitest";
import { codeOf, useVerifierStage } from "./verifier-stage.fixture.js";

const stage = useVerifierStage();

describe("keys", () => {
  test("concurrent callers share one fetch of a new key", async () => {
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

  test("invented keys are looked up once in ten seconds", async () => {
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
    { tags: "endpoint/keys-survive" },
    async (mode) => {
      const ours = stage.verifier();
      await ours.warmUp();
      await stage.clock.advance(60_000);
      stage.server.mode = mode;
      expect(await codeOf(ours.verify(await stage.bearer()))).toBe("ok");
      await stage.server.keep("k3");
      const header = await stage.bearer({}, {}, "k3");
      expect(await codeOf(ours.verify(header))).toBe("unavailable");
      const again = codeOf(ours.verify(header));
      stage.server.mode = "up";
      await stage.server.publish("k3");
      await stage.clock.advance(10_000);
      expect(await again).toBe("ok");
      stage.server.withdraw("k3");
    },
  );

  test("a callback whose key is new waits for the next fetch, where a stranger's made-up key has just caused one", {
    tags: "endpoint/new-keys",
  }, async () => {
    const ours = stage.verifier();
    await stage.server.keep("a stranger's");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "a stranger's")))).toBe("unauthenticated");
    await stage.server.publish("fresh");
    await stage.clock.advance(4_000);
    stage.server.requests = 0;
    const header = await stage.bearer({}, {}, "fresh");
    const waiting = Promise.all([codeOf(ours.verify(header)), codeOf(ours.verify(header))]);
    await stage.clock.advance(5_999);
    expect(stage.server.requests).toBe(0);
    await stage.clock.advance(1);
    expect(await waiting).toEqual(["ok", "ok"]);
    expect(stage.server.requests).toBe(2);
    stage.server.withdraw("fresh");
  });

  test("at the address of a call it does not wait for strangers at all", { tags: "endpoint/new-keys" }, async () => {
    const ours = stage.verifier();
    await stage.server.keep("a stranger's");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "a stranger's")))).toBe("unauthenticated");
    await stage.server.publish("fresh");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "fresh"), "call"))).toBe("ok");
    stage.server.withdraw("fresh");
  });

  test("a flood of made-up keys makes one fetch in ten seconds, holds a bounded number, and leaves a call's own address alone", {
    tags: "endpoint/new-keys",
  }, async () => {
    const ours = stage.verifier();
    const madeUp = async (kid: string) => {
      const [, payload, signature] = (await stage.bearer()).split(".");
      const head = Buffer.from(JSON.stringify({ alg: "RS256", kid })).toString("base64url");
      return `Bearer ${head}.${payload}.${signature}`;
    };
    expect(await codeOf(ours.verify(await madeUp("first")))).toBe("unauthenticated");
    stage.server.requests = 0;
    const flood = await Promise.all(Array.from({ length: 700 }, (_, index) => madeUp(`made-up ${index}`)));
    const answers = flood.map((header) => codeOf(ours.verify(header)));
    const refused = await Promise.all(answers.slice(500));
    expect(new Set(refused)).toEqual(new Set(["unavailable"]));
    expect(stage.server.requests).toBe(0);

    await stage.server.publish("fresh");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "fresh"), "call"))).toBe("ok");
    expect(stage.server.requests).toBe(2);

    await stage.clock.advance(10_000);
    expect(new Set(await Promise.all(answers.slice(0, 500)))).toEqual(new Set(["unauthenticated"]));
    expect(stage.server.requests).toBe(4);
    stage.server.withdraw("fresh");
  });

  test("one made-up key, sent over and over, takes up a part of the places", async () => {
    const ours = stage.verifier();
    await stage.server.keep("one");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "one")))).toBe("unauthenticated");
    await stage.server.keep("two");
    const header = await stage.bearer({}, {}, "two");
    const answers = Array.from({ length: 101 }, () => codeOf(ours.verify(header)));
    expect(await answers.at(-1)).toBe("unavailable");
    await stage.clock.advance(10_000);
    expect(await answers[0]).toBe("unauthenticated");
  });

  test("callers that wait for a key are released when the verifier stops", async () => {
    const ours = stage.verifier();
    await stage.server.keep("one");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "one")))).toBe("unauthenticated");
    await stage.server.keep("two");
    const waiting = codeOf(ours.verify(await stage.bearer({}, {}, "two")));
    ours.stop();
    expect(await waiting).toBe("unavailable");
  });

  test("a clock that was set back delays no look-up", async () => {
    const clock = { ...stage.clock, now: () => stage.clock.now() + ahead };
    let ahead = 3_600_000;
    const ours = stage.verifier({ clock, clockToleranceMs: 7_200_000 });
    await stage.server.keep("made-up");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "made-up")))).toBe("unauthenticated");
    ahead = 0;
    await stage.server.publish("fresh");
    expect(await codeOf(ours.verify(await stage.bearer({}, {}, "fresh")))).toBe("ok");
    stage.server.withdraw("fresh");
  });

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
