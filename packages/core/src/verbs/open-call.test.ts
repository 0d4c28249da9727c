import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { decodeRecord } from "../record/record-codec.js";
import type { Store } from "../store/store.js";
import { twoInstances } from "../testing/instances.fixture.js";
import { Loopback, loopbackAdapter, world } from "../testing/loopback.fixture.js";
import { CallingError, type ErrorCode } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";
import { readCreate } from "./create.js";
import { openCall } from "./open-call.js";

const to = "+14255550123";

/** What the store has of the call that was asked for last. */
async function recordOf({ wire, store }: ReturnType<typeof world>) {
  const { callbackUrl } = wire.last("create").context;
  const key = new URL(callbackUrl).pathname.split("/").at(-1)?.split(".")[0] ?? "";
  const stored = await store.read(key);
  return stored === undefined ? undefined : decodeRecord(stored);
}

const failing = (there: ReturnType<typeof world>, code: ErrorCode) =>
  there.wire.next("create", () => Promise.reject(new CallingError(code, "no")));

test("a new call is on record before its request is sent, with all that another instance needs to know of it", async () => {
  const there = world();
  let before: Awaited<ReturnType<typeof recordOf>>;
  there.wire.next("create", async () => {
    before = await recordOf(there);
    return { providerCallId: "p1" };
  });
  const call = await there.calling.create({ to, data: { step: 1 }, context: "mine" });
  expect(before).toMatchObject({
    state: "connecting",
    providerCallId: "",
    data: { step: 1 },
    member: "",
    provider: "loopback",
  });
  expect(before?.operations).toMatchObject([
    {
      verb: "create",
      accepted: false,
      context: "mine",
      startedAt: there.clock.now(),
      request: { input: { to: [phone(to)] } },
    },
  ]);
  expect(there.wire.last("create").context).toMatchObject({
    providerCallId: "",
    firstSentAt: there.clock.now(),
    memo: null,
  });
  expect([await call.data.get(), call.from]).toEqual([{ step: 1 }, { kind: "unknown", rawId: "self" }]);
  expect((await recordOf(there))?.operations).toEqual([]);
});

test("a request that the provider refused leaves no call, no event and no deadline", async () => {
  const there = world();
  failing(there, "forbidden");
  await expect(there.calling.create({ to })).rejects.toSatisfy(
    (error) => CallingError.is(error) && error.code === "forbidden" && error.callRef === undefined,
  );
  expect(await recordOf(there)).toMatchObject({ state: "disconnected", end: { kind: "failed", code: 0, subcode: 0 } });
  await there.clock.advance(200_000);
  expect(there.events).toEqual([]);
});

test("a request whose answer was lost may have dialed: its error names the call, which is given up after its time", async () => {
  const there = world({ limits: { setUpMs: 30_000 } });
  failing(there, "outcome-unknown");
  await expect(there.calling.create({ to })).rejects.toMatchObject({
    ...{ code: "outcome-unknown", callRef: expect.stringContaining("loopback:") },
  });
  expect(await recordOf(there)).toMatchObject({ state: "connecting", operations: [] });
  const address = there.wire.last("create").context.callbackUrl;
  await there.tell(address, { kind: "unrecognized", type: "news" });
  expect([there.wire.count("hangUp"), there.events.splice(0)]).toEqual([0, ["unrecognized"]]);
  await there.clock.advance(29_999);
  expect(there.events).toEqual([]);
  await there.clock.advance(1);
  expect(there.events).toEqual(["call-ended:unknown"]);
});

test("a call that may have been dialed goes on when an event of it arrives, unless the bot has aborted", async () => {
  const there = world();
  failing(there, "outcome-unknown");
  await there.calling.create({ to }).catch(() => {});
  const address = there.wire.last("create").context.callbackUrl;
  await there.tell(address, { kind: "state", state: "ringing", providerCallId: "p9" });
  await there.settle();
  expect([there.wire.count("hangUp"), there.events]).toEqual([0, ["call-changed"]]);
});

test("a call whose signal aborts before it is connected is hung up, and after that it is not", async () => {
  for (const connected of [false, true]) {
    const there = world();
    const stop = new AbortController();
    await there.calling.create({ to, signal: stop.signal });
    const address = there.wire.last("create").context.callbackUrl;
    if (connected) await there.tell(address, { kind: "state", state: "connected" });
    expect(getEventListeners(stop.signal, "abort")).toHaveLength(connected ? 0 : 1);
    stop.abort(new Error("enough"));
    await there.settle();
    expect(there.wire.count("hangUp")).toBe(connected ? 0 : 1);
  }
});

/** A create whose answer is lost, and whose signal aborts meanwhile. */
async function abortedWhileLost() {
  const there = world();
  const stop = new AbortController();
  there.wire.next("create", () => {
    stop.abort(new Error("enough"));
    throw new CallingError("outcome-unknown", "lost");
  });
  await expect(there.calling.create({ to, signal: stop.signal })).rejects.toThrow("enough");
  return there;
}

test("a call whose signal aborts while its answer is lost is hung up at the first event of it", async () => {
  const there = await abortedWhileLost();
  await there.tell(there.wire.last("create").context.callbackUrl, {
    kind: "state",
    state: "ringing",
    providerCallId: "p9",
  });
  await there.settle();
  expect(there.wire.last("hangUp").context.providerCallId).toBe("p9");
});

test("without a member to begin it with, a call is refused", async () => {
  const opening = openCall({} as never, {} as never, [], readCreate({ to }));
  await expect(opening).rejects.toMatchObject({
    ...{ code: "invalid-request", hint: "See the function given to route()." },
  });
});

test("a call that has begun and cannot be written down fails after fifteen seconds, and its error names the call", async () => {
  let away = false;
  const through = (store: Store): Store => ({
    ...store,
    commit: (...given) =>
      away ? Promise.reject(new CallingError("store-unavailable", "away")) : store.commit(...given),
  });
  const there = world({ through });
  there.wire.next("create", () => {
    away = true;
    return { providerCallId: "p1" };
  });
  const failed: unknown[] = [];
  there.calling.create({ to }).catch((error: unknown) => failed.push(error));
  await there.clock.advance(14_000);
  expect(failed).toEqual([]);
  await there.clock.advance(2000);
  expect(failed).toMatchObject([{ code: "store-unavailable", callRef: expect.stringContaining("loopback:") }]);
});

test("a call that is refused after the bot has had events of it has an end as well", async () => {
  const there = world();
  there.wire.next("create", async () => {
    await there.tell(there.wire.last("create").context.callbackUrl, { kind: "state", state: "ringing" });
    throw new CallingError("forbidden", "no");
  });
  await expect(there.calling.create({ to })).rejects.toMatchObject({ code: "forbidden" });
  await there.settle();
  expect(there.events.filter((event) => !event.startsWith("operation-"))).toEqual([
    ...["call-changed", "call-ended:failed"],
  ]);
  await there.clock.advance(200_000);
  expect(there.events.filter((event) => event.startsWith("call-ended"))).toHaveLength(1);
});

test("a call that ends while its answer is lost is not hung up, though its signal has aborted", async () => {
  const there = await abortedWhileLost();
  await there.tell(there.wire.last("create").context.callbackUrl, {
    kind: "state",
    id: "ended",
    state: "disconnected",
  });
  await there.settle();
  expect(there.wire.count("hangUp")).toBe(0);
  expect(there.events.filter((event) => event.startsWith("error"))).toEqual([]);
});

test("a call whose signal aborts around the answer to its request is hung up, at whichever moment it does", async () => {
  for (let moment = 0; moment < 30; moment++) {
    const there = world();
    const stop = new AbortController();
    const abortLater = async () => {
      for (let step = 0; step < moment; step++) await undefined;
      stop.abort(new Error("enough"));
    };
    there.wire.next("create", () => {
      void abortLater();
      return { providerCallId: "p1" };
    });
    await there.calling.create({ to, signal: stop.signal }).catch(() => {});
    await there.settle();
    await there.tell(there.wire.last("create").context.callbackUrl, {
      kind: "state",
      state: "ringing",
      providerCallId: "p1",
    });
    await there.settle();
    expect(there.wire.count("hangUp"), `aborted ${moment} steps later`).toBe(1);
  }
});

test("a request that begins a call is waited for fifteen seconds at the most, and is not made with another member where there is none", async () => {
  const there = world();
  there.wire.next("create", () => new Promise(() => {}));
  const failed: unknown[] = [];
  there.calling.create({ to, timeoutMs: 60_000 }).catch((error: unknown) => failed.push(error));
  await there.clock.advance(14_999);
  expect(failed).toEqual([]);
  await there.clock.advance(1);
  expect(failed).toMatchObject([{ code: "outcome-unknown" }]);
  for (let times = 0; times < 4; times++) failing(there, "throttled");
  await expect(there.calling.create({ to })).rejects.toMatchObject({ code: "throttled" });
});

test("a call is made by whom the bot names, else by the adapter's own party", async () => {
  const wire = new Loopback();
  const self = phone("+14255550100");
  const { calling } = world({ adapter: { ...loopbackAdapter(wire), self } });
  expect((await calling.create({ to })).from).toEqual(self);
  expect((await calling.create({ to, from: "+14255550101" })).from).toEqual(phone("+14255550101"));
});

test("a request that waits is not sent once another instance has the call", async () => {
  const { a, wire, clock } = twoInstances({ a: { leaseMs: 3000 }, b: { leaseMs: 3000 } });
  wire.next("create", () => {
    throw new CallingError("throttled", "later", { retryable: true, retryAfterMs: 9700 });
  });
  const creating = a.calling.create({ to }).catch((error: unknown) => error);
  await clock.advance(0);
  a.cut(true);
  await clock.advance(9500);
  a.cut(false);
  await clock.advance(200);
  expect(await creating).toMatchObject({ code: "superseded" });
  expect(wire.count("create")).toBe(1);
});
