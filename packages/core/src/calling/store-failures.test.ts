import { afterEach, beforeEach, expect, test } from "vitest";
import { manualClock, wait } from "../base/clock.js";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { countingClock } from "../testing/counting-clock.fixture.js";
import { FlakyStore } from "../testing/flaky-store.fixture.js";
import { connectedWorld, Loopback, loopbackAdapter, url, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { createCalling } from "./create-calling.js";

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(() => {
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

/** A way to the store that can be made to fail, and the option that puts the bot on it. */
function flaky(before: (store: FlakyStore) => void = () => {}) {
  const seen: FlakyStore[] = [];
  const through = (store: Store) => {
    const flakyStore = new FlakyStore(store);
    before(flakyStore);
    seen.push(flakyStore);
    return flakyStore;
  };
  return {
    through,
    fail(method: keyof Store, times?: number) {
      for (const store of seen) store.fail(method, times);
    },
  };
}

test("a store that is away at the start is listened to as soon as it is back; until then callbacks are answered 503", async () => {
  const way = flaky((store) => store.fail("watch", 2));
  const { calling, tell, events, ring, clock } = world({ through: way.through });
  calling.on("incoming", () => {});
  await clock.advance(0);
  expect((await tell(url)).status).toBe(503);
  await clock.advance(10_000);
  await ring();
  expect(events).toContain("incoming");
});

test("an incoming call whose first write fails is offered when the store is back", async () => {
  const way = flaky();
  const { calling, events, ring, clock } = world({ through: way.through, leaseMs: 3000 });
  calling.on("incoming", () => {});
  way.fail("commit", 5);
  await ring();
  expect(events).not.toContain("incoming");
  await clock.advance(1000);
  expect(events.filter((event) => event === "incoming")).toHaveLength(1);
});

test("an acknowledged callback that could not be written at once is handled when the store is back", {
  tags: "events/at-least-once",
}, async () => {
  const way = flaky();
  const { tell, events, clock, call } = await connectedWorld({ through: way.through });
  way.fail("commit", 5);
  expect((await tell({ kind: "dtmf", id: "tone:1", sequence: 1, tone: "1" })).status).toBe(202);
  expect(events).not.toContain("dtmf-received:1");
  await clock.advance(5000);
  expect(events).toContain("dtmf-received:1");
  expect(call.signal.aborted).toBe(false);
});

test("a call whose last handler could not be noted as done is forgotten as well", async () => {
  const way = flaky();
  const { calling, call, clock, hangUpRemotely } = await connectedWorld({ through: way.through });
  calling.on("call-ended", async () => {
    await wait(clock, 1000);
    way.fail("commit");
  });
  await hangUpRemotely();
  await clock.advance(1000 + 10_000 + 60 * 60_000);
  await expect(calling.get(call.ref)).rejects.toMatchObject({ code: "not-found" });
});

test("after an outage the provider is asked about every call", { tags: "redis/asked-after" }, async () => {
  const way = flaky();
  const { wire, clock } = await connectedWorld({ through: way.through });
  way.fail("renew");
  await clock.advance(10_000);
  expect(wire.count("inspect")).toBe(0);
  await clock.advance(10_000);
  expect(wire.count("inspect")).toBe(1);
});

test("a call that the provider accepted is returned as soon as the store has it", async () => {
  const way = flaky();
  const { calling, wire, clock } = world({ through: way.through });
  wire.next("create", () => {
    way.fail("commit", 5);
    return { providerCallId: "p1" };
  });
  const creating = calling.create({ to: "+14255550123" });
  await clock.advance(4000);
  expect((await creating).providerCallId).toBe("p1");
});

test("a call that the provider accepted goes on although the store did not take it in time", async () => {
  const way = flaky();
  const { calling, wire, tell, events, clock } = world({ through: way.through });
  wire.next("create", () => {
    way.fail("commit", 1000);
    return { providerCallId: "p1" };
  });
  const creating = calling.create({ to: "+14255550123" }).catch((thrown: unknown) => thrown);
  await clock.advance(15_000);
  expect(await creating).toMatchObject({ code: "store-unavailable", callRef: expect.stringContaining("loopback:") });
  way.fail("commit", 0);
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected", providerCallId: "p1" });
  expect(events).toContain("call-connected");
});

test("a call that the store did not take is not begun, and its lease is not renewed", async () => {
  const way = flaky();
  const { calling, wire, clock, store } = world({ through: way.through });
  way.fail("commit");
  await expect(calling.create({ to: "+14255550123" })).rejects.toMatchObject({ code: "store-unavailable" });
  expect(wire.count("create")).toBe(0);
  await clock.advance(2 * 60 * 60_000);
  expect(await store.claim(1000)).toBeUndefined();
});

test("an answer that the provider accepted stands, although the store did not take it at once", async () => {
  const way = flaky();
  const { calling, wire, ring, tell, clock, events } = world({ through: way.through });
  const answered: unknown[] = [];
  calling.on("incoming", async (incoming) => void answered.push((await incoming.answer()).direction));
  wire.next("answer", () => {
    way.fail("commit", 5);
    return {};
  });
  const id = await ring();
  await clock.advance(20_000);
  expect(wire.count("reject")).toBe(0);
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected", providerCallId: id });
  expect(events).toContain("call-connected");
  expect(answered).toEqual(["incoming"]);
});

test("an instance that hands its calls over without its store leaves no verb waiting", async () => {
  const way = flaky();
  const { call, calling } = await connectedWorld({ through: way.through });
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await playing.accepted;
  way.fail("commit");
  await calling.close({ atDeadline: "hand-over" });
  await expect(playing).rejects.toMatchObject({ code: "superseded" });
  expect(call.signal.reason).toMatchObject({ code: "superseded" });
});

test("a closing instance begins no calls, and waits for handlers and calls that are being begun", async () => {
  const { calling, wire, clock, ring } = world();
  const done: string[] = [];
  calling.on("incoming", async (incoming) => {
    await wait(clock, 2000);
    await incoming.reject();
    done.push("handler");
  });
  await ring();
  wire.next("create", async () => {
    await wait(clock, 1000);
    return { providerCallId: "p1" };
  });
  void calling.create({ to: "+14255550123" }).then(() => done.push("create"));
  await clock.advance(0);
  const closing = calling.close({ drainMs: 5000 }).then(() => done.push("closed"));
  await clock.advance(0);
  await expect(calling.create({ to: "+14255550123" })).rejects.toMatchObject({ code: "unavailable" });
  await clock.advance(5000);
  await closing;
  expect(done).toEqual(["create", "handler", "closed"]);
});

test("a closing instance waits for its handlers no longer than it may", async () => {
  const { calling, clock, ring } = world();
  calling.on("incoming", () => new Promise(() => {}));
  await ring();
  let closed = false;
  void calling.close({ drainMs: 3000 }).then(() => {
    closed = true;
  });
  await clock.advance(2999);
  expect(closed).toBe(false);
  await clock.advance(1);
  expect(closed).toBe(true);
});

test("an event for a listener that is gone leaves the outbox", async () => {
  const { calling, call, clock, hangUpRemotely } = await connectedWorld();
  const stop = call.on("call-ended", () => {});
  calling.on("call-ended", () => stop());
  await hangUpRemotely();
  await clock.advance(60 * 60_000);
  await expect(calling.get(call.ref)).rejects.toMatchObject({ code: "not-found" });
});

test("an operation joined on an instance that has lost its call fails as superseded", async () => {
  const { calling, call, store, clock, settle } = await connectedWorld();
  void call.hangUp();
  await settle();
  await calling.close({ atDeadline: "hand-over" });
  await clock.advance(0);
  await expect(call.hangUp()).rejects.toMatchObject({ code: "superseded" });
  expect(CallingError.is(call.signal.reason)).toBe(true);
  expect(await store.read(call.id)).toBeDefined();
});

test("a closing instance waits for a call that is being begun", async () => {
  const { calling, wire, clock } = world();
  wire.next("create", async () => {
    await wait(clock, 1000);
    return { providerCallId: "p1" };
  });
  const creating = calling.create({ to: "+14255550123" });
  await clock.advance(0);
  const closing = calling.close({ drainMs: 0 });
  await clock.advance(1000);
  await closing;
  expect(wire.count("hangUp")).toBe(1);
  expect((await creating).providerCallId).toBe("p1");
});

test("an instance that has closed has no timer left", async () => {
  const clock = countingClock();
  const { calling } = world({ clock });
  await clock.advance(0);
  await calling.close({ drainMs: 5000 });
  expect(clock.waiting()).toBe(0);
});

test("an event without listeners causes no write besides its own", async () => {
  let writes = 0;
  const wire = new Loopback();
  const clock = manualClock();
  const kept = memoryStore({ clock });
  const store: Store = {
    ...kept,
    commit: (...given) => {
      writes++;
      return kept.commit(...given);
    },
  };
  const calling = createCalling({ adapter: loopbackAdapter(wire), url, clock, store });
  const call = await calling.create({ to: "+14255550123" });
  await clock.advance(0);
  writes = 0;
  const body = { kind: "state", id: "s", at: 0, call: { key: call.id }, state: "ringing" };
  await kept.accept(call.id, [{ id: "s", body }], 1000);
  await clock.advance(0);
  // One that looks, one that writes what it found.
  expect(writes).toBe(2);
});
