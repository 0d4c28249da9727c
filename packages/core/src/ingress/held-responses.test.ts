import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { InFlight } from "../actor/in-flight.js";
import type { Parsed } from "../adapter/webhook.js";
import { manualClock } from "../base/clock.js";
import { Ending } from "../base/ending.js";
import { Listeners } from "../base/listeners.js";
import { newRecord } from "../record/call-record.js";
import { encodeRecord } from "../record/record-codec.js";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { announced, inResponse } from "../testing/in-response.fixture.js";
import { Loopback, loopbackAdapter, url, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { HeldResponses } from "./held-responses.js";

const adapter = inResponse()(loopbackAdapter(new Loopback()));
const parsed: Parsed = { signals: [], awaitsDecision: { withinMs: 10_000, undecided: { status: 204 } } };

function holding(through: (store: Store) => Store = (store) => store) {
  const clock = manualClock();
  const store = through(memoryStore({ clock }));
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
  const hold = (sender = new AbortController().signal) => {
    const one = held.begin(parsed, adapter, clock.now());
    if (!one) throw new Error("it is not held");
    one.key = one.id;
    return held.respond(one, adapter, sender);
  };
  return { clock, store, held, hold, errors };
}

test("a thousand responses are held, and further announcements are refused with unavailable", async () => {
  const { clock, held, hold, errors } = holding();
  const all = Array.from({ length: 1000 }, hold);
  const tooMany = { code: "unavailable", message: expect.stringContaining("too many responses are held") };
  expect(() => held.begin(parsed, adapter, clock.now())).toThrow(expect.objectContaining(tooMany));
  await clock.advance(9000);
  expect(new Set(await Promise.all(all))).toEqual(new Set([{ status: 204 }]));
  expect(held.begin(parsed, adapter, clock.now())).toBeDefined();
  expect(errors).toEqual([]);
});

test("a callback whose sender does not wait is not held", () => {
  const { clock, held } = holding();
  expect(held.begin({ signals: [] }, adapter, clock.now())).toBeUndefined();
});

test.each([
  ["as long as its sender waits", { answerWithinMs: 10_000 }, {}, false, true],
  ["longer than its sender waits", { answerWithinMs: 10_001 }, {}, false, false],
  ["longer, by what the adapter says", {}, { answerWithinMs: 10_001 }, false, false],
  ["shorter than the adapter says", { answerWithinMs: 5000 }, { answerWithinMs: 20_000 }, false, true],
  ["so short that its sender asks again", { answerWithinMs: 5000 }, {}, true, false],
])("an offer that lasts %s ends, or does not end, with the response", (_, own, limits, asksAgain, endsOffer) => {
  const { clock, held } = holding();
  const party = { kind: "unknown", rawId: "x" } as const;
  const about = { at: 0, call: { alias: "a" } };
  const signals = [
    { kind: "unrecognized", id: "u", type: "news", ...about },
    { kind: "incoming", id: "i", from: party, to: party, ...about, ...own },
  ] as const;
  const awaitsDecision = { withinMs: 10_000, undecided: { status: 204 }, asksAgain };
  const one = held.begin({ signals, awaitsDecision }, { ...adapter, limits }, clock.now());
  expect(one?.entry()).toEqual({
    id: "held:1",
    body: { kind: "held", id: "1", asksAgain, endsOffer, forMs: 9000 },
  });
});

test("a response is held no longer than its sender is there and the instance is open, and leaves nothing on the sender's signal", async () => {
  const { clock, held, hold, store, errors } = holding();
  const sender = new AbortController();
  const first = hold(sender.signal);
  await clock.advance(0);
  expect(getEventListeners(sender.signal, "abort")).toHaveLength(1);
  sender.abort();
  expect(await first).toEqual({ status: 204 });
  expect(getEventListeners(sender.signal, "abort")).toHaveLength(0);
  expect(await hold(AbortSignal.abort())).toEqual({ status: 204 });
  held.close();
  expect(await hold()).toEqual({ status: 204 });
  await clock.advance(0);
  const said = [];
  for (const key of ["1", "2", "3"]) said.push((await store.claim(1000, key))?.inbox);
  expect(said).toEqual(["1", "2", "3"].map((id) => [{ id: `responded:${id}`, body: { kind: "responded", id } }]));
  expect(errors).toEqual([]);
});

test("a decision that cannot be read, and a response that cannot be noted, are reported as failures", async () => {
  const broken = new Error("broken");
  const fail = () => Promise.reject(broken);
  const unread = holding((store) => ({ ...store, read: fail }));
  expect([await unread.hold(), unread.errors]).toEqual([{ status: 204 }, [broken]]);
  const unnoted = holding((store) => ({ ...store, accept: fail }));
  const given = unnoted.hold();
  await unnoted.clock.advance(9000);
  expect([await given, unnoted.errors]).toEqual([{ status: 204 }, [broken]]);
});

test("a response is noted once a store that was away for a few seconds is back", async () => {
  let back = 0;
  const { clock, hold, store, errors } = holding((store) => ({
    ...store,
    accept: (...given) =>
      clock.now() < back ? Promise.reject(new CallingError("store-unavailable", "away")) : store.accept(...given),
  }));
  back = clock.now() + 12_000;
  const given = hold();
  await clock.advance(9000);
  await given;
  await clock.advance(4000);
  expect([(await store.claim(1000, "1"))?.inbox.length, errors]).toEqual([1, []]);
});

/** The call is answered, and the decision is on record. */
const answered = encodeRecord(
  newRecord({
    ...{ key: "1", member: "", provider: "loopback", state: "incoming" },
    decision: { verb: "answer", operation: "o", response: { input: {} } },
  }),
);

test("a decision that is found for a sender who leaves in that moment is not given", async () => {
  const sender = new AbortController();
  const { clock, hold, store } = holding((store) => ({
    ...store,
    async read() {
      sender.abort();
      return answered;
    },
  }));
  expect(await hold(sender.signal)).toEqual({ status: 204 });
  await clock.advance(0);
  expect((await store.claim(1000, "1"))?.inbox.map(({ body }) => body)).toEqual([{ kind: "responded", id: "1" }]);
});

test("a decision for which the adapter has no response is noted as not given", async () => {
  const { clock, held, store } = holding((store) => ({ ...store, read: async () => answered }));
  const one = held.begin(parsed, adapter, clock.now());
  if (!one) throw new Error("it is not held");
  one.key = one.id;
  const without = loopbackAdapter(new Loopback());
  const given = held.respond(one, without, new AbortController().signal);
  await expect(given).rejects.toMatchObject({ code: "unsupported" });
  await clock.advance(0);
  expect((await store.claim(1000, "1"))?.inbox.map(({ body }) => body)).toEqual([{ kind: "responded", id: "1" }]);
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
