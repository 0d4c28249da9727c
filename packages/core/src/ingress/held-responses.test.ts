import { expect, test } from "vitest";
import { InFlight } from "../actor/in-flight.js";
import type { Parsed } from "../adapter/webhook.js";
import { manualClock } from "../base/clock.js";
import { Ending } from "../base/ending.js";
import { Listeners } from "../base/listeners.js";
import { memoryStore } from "../store/memory-store.js";
import { announced, inResponse } from "../testing/in-response.fixture.js";
import { Loopback, loopbackAdapter, url, world } from "../testing/loopback.fixture.js";
import { HeldResponses } from "./held-responses.js";

const adapter = inResponse()(loopbackAdapter(new Loopback()));
const parsed: Parsed = { signals: [], awaitsDecision: { withinMs: 10_000, undecided: { status: 204 } } };

function holding() {
  const clock = manualClock();
  const store = memoryStore({ clock });
  const errors: unknown[] = [];
  let ids = 0;
  const held = new HeldResponses({
    ...{ clock, store, followers: new Listeners(), closed: new Ending(), inFlight: new InFlight() },
    settings: {
      ...{ leaseMs: 30_000, keepEndedMs: 1000, reconcileEveryMs: 1000, data: undefined },
      ...{ onUnhandled: "reject", onHandlerError: "keep" },
    },
    newId: () => `${++ids}`,
    callbackUrlOf: (key) => `${url}/${key}`,
    append: { store, actors: { get: () => undefined }, workFailed: (error) => void errors.push(error) },
  });
  const hold = () => {
    const one = held.begin(parsed, adapter, clock.now());
    if (!one) throw new Error("it is not held");
    one.key = one.id;
    return held.respond(one, adapter, new AbortController().signal);
  };
  return { clock, held, hold, errors };
}

test("a thousand responses are held, and further announcements are refused with unavailable", async () => {
  const { clock, held, hold, errors } = holding();
  const all = Array.from({ length: 1000 }, hold);
  expect(() => held.begin(parsed, adapter, clock.now())).toThrow(/too many responses are held/);
  await clock.advance(9000);
  expect(new Set(await Promise.all(all))).toEqual(new Set([{ status: 204 }]));
  expect(held.begin(parsed, adapter, clock.now())).toBeDefined();
  expect(errors).toEqual([]);
});

test("a callback whose sender does not wait is not held", () => {
  const { clock, held } = holding();
  expect(held.begin({ signals: [] }, adapter, clock.now())).toBeUndefined();
});

test("a stranger is refused at once", async () => {
  const { calling } = world();
  const request = new Request(url, {
    method: "POST",
    headers: { "x-loopback": "wrong" },
    body: JSON.stringify([announced()]),
  });
  expect((await calling.handle(request)).status).toBe(401);
});
