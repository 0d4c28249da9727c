import { describe, expect, test } from "vitest";
import { wait } from "../base/clock.js";
import type { Call } from "../interface/call.js";
import { collecting, connectedWorld } from "../testing/loopback.fixture.js";
import { sampledVerbs, verbSamples } from "../testing/verb-samples.fixture.js";

const prompt = { url: "https://cdn.example/a.wav" };

const verbs: Readonly<Record<string, (call: Call) => Promise<unknown>>> = {
  ...Object.fromEntries(sampledVerbs.map((verb) => [verb, (call: Call) => verbSamples[verb].begin(call)])),
  "play in a loop": (call) => call.play(prompt, { loop: true }),
  "two plays": (call) => Promise.allSettled([call.play(prompt), call.play(prompt)]),
  "a play after a loop": (call) => Promise.allSettled([call.play(prompt, { loop: true }), call.play(prompt)]),
  "collectDtmf with a prompt": (call) => call.collectDtmf({ prompt, max: 1 }),
  "collectDtmf that is given up": async (call) => {
    const collecting = call.collectDtmf({ prompt, max: 1 });
    await Promise.allSettled([collecting, collecting.cancel()]);
  },
  "a native collectDtmf": (call) => call.collectDtmf({ prompt, max: 1 }),
  "a native collectDtmf that is given up": async (call) => {
    const collecting = call.collectDtmf({ prompt, max: 1 });
    await Promise.allSettled([collecting, collecting.cancel()]);
  },
  "hangUp twice": (call) => Promise.allSettled([call.hangUp(), call.hangUp()]),
};

/** Lets so many steps of pending promises go by. */
async function steps(count: number) {
  for (let step = 0; step < count; step++) await undefined;
}

/** How many steps the verb begins before the end is there; negative: after it. */
const moments = Array.from({ length: 50 }, (_, index) => index - 20);

describe.each(Object.keys(verbs))("a call that ends while %s is under way", (name) => {
  test("leaves nothing behind, at whichever moment it does", { tags: "operations/settled" }, async () => {
    for (const moment of moments) {
      const adapted = name.includes("native") ? collecting : undefined;
      const there = await connectedWorld(adapted ? { adapted: (adapter, wire) => adapted(adapter, wire) } : {});
      const { call, calling, clock, settle, store, events } = there;
      // A bot that takes its time over the end: the call stays on record meanwhile.
      calling.on("call-ended", () => wait(clock, 1000));
      const end = { kind: "state", id: "ended", at: clock.now(), call: { key: call.id }, state: "disconnected" };
      const ending = async () => {
        await store.accept(call.id, [{ id: "ended", body: end }], 1000);
      };
      let settled = false;
      const begin = () =>
        verbs[name]?.(call)
          .catch(() => {})
          .then(() => {
            settled = true;
          });
      if (moment < 0) void ending();
      else void begin();
      await steps(Math.abs(moment));
      if (moment < 0) void begin();
      else void ending();
      await settle();
      expect(settled, `settled at ${moment}`).toBe(true);
      await clock.advance(60 * 60_000 + 1000);
      await expect(calling.get(call.ref), `forgotten at ${moment}`).rejects.toMatchObject({ code: "not-found" });
      expect(events.filter((event) => event.startsWith("call-ended"))).toHaveLength(1);
      expect(events.at(-1), `last at ${moment}`).toMatch(/^call-ended/);
    }
  });
});
