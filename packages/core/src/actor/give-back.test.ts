import { expect, test } from "vitest";
import { type ManualClock, manualClock } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import { memoryStore } from "../store/memory-store.js";
import type { Hint, Store } from "../store/store.js";
import { Loopback, loopbackAdapter, url } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";

/** A store outside the process that can lose what it has: everything, or the records alone. */
function lossyStore(clock: ManualClock) {
  let kept = memoryStore({ clock });
  const evicted = new Set<string>();
  const watchers = new Set<(key: string, hint: Hint) => void>();
  const hint = (key: string, what: Hint) => {
    for (const changed of watchers) changed(key, what);
  };
  void kept.watch(hint);
  const store: Store = {
    accept: (...given) => kept.accept(...given),
    async claim(...given) {
      const held = await kept.claim(...given);
      return held && evicted.has(held.lease.key) ? { ...held, record: undefined } : held;
    },
    commit(lease, change, leaseMs) {
      if (change.record !== undefined) evicted.delete(lease.key);
      return kept.commit(lease, change, leaseMs);
    },
    renew: (...given) => kept.renew(...given),
    read: async (key) => (evicted.has(key) ? undefined : kept.read(key)),
    async watch(changed) {
      watchers.add(changed);
      return async () => void watchers.delete(changed);
    },
    bind: (...given) => kept.bind(...given),
    resolve: (...given) => kept.resolve(...given),
    list: (...given) => kept.list(...given),
    close: async () => {},
  };
  return {
    store,
    async lose(what: "everything" | "the records") {
      for (const key of (await kept.list()).keys) evicted.add(key);
      if (what === "the records") return;
      evicted.clear();
      kept = memoryStore({ clock });
      await kept.watch(hint);
    },
  };
}

/** Two instances of one bot, the first with its own way to the store. */
function instances(wayOfA: (store: Store) => Store = (store) => store) {
  const clock = manualClock();
  const wire = new Loopback();
  const { store, lose } = lossyStore(clock);
  const { logger, said } = memoryLogger();
  const shared = { adapter: loopbackAdapter(wire), url, clock, secret: "a secret of thirty-two characters" };
  const a = createCalling({ ...shared, store: wayOfA(store), logger });
  const b = createCalling({ ...shared, store, logger: false });
  return { a, b, clock, wire, lose, failures: () => said("work in the background failed") };
}

test.each(["everything", "the records"] as const)(
  "an instance that closes after the store has lost %s hands its calls over all the same",
  async (what) => {
    const { a, b, clock, lose, failures } = instances();
    const recovered: unknown[] = [];
    b.on("call-recovered", ({ data, call }) => void recovered.push({ data, ref: call.ref }));
    const call = await a.create({ to: "+14255550123", data: { step: "pin" } });
    await clock.advance(0);
    await lose(what);
    await a.close({ drainMs: 0 });
    await clock.advance(0);
    expect(recovered).toEqual([{ data: { step: "pin" }, ref: call.ref }]);
    expect(failures()).toEqual([]);
  },
);

test("a key whose write succeeded, although the store's answer was lost, is handed over with the call", async () => {
  let away = false;
  const lost = () => new CallingError("store-unavailable", "the answer was lost");
  const { a, b, clock, wire } = instances((store) => ({
    ...store,
    async commit(lease, change, leaseMs) {
      const waiting = await store.commit(lease, change, leaseMs);
      if (away && change.applied?.length) throw lost();
      return waiting;
    },
    async read(key) {
      if (away) throw lost();
      return store.read(key);
    },
  }));
  a.on("dtmf-received", () => new Promise(() => {}));
  const keys: string[] = [];
  b.on("dtmf-received", ({ tone }) => void keys.push(tone));
  await a.create({ to: "+14255550123" });
  const tell = (signal: object) => {
    const [headers, body] = [{ "x-loopback": "secret" }, JSON.stringify([signal])];
    return b.handle(new Request(wire.last("create").context.callbackUrl, { method: "POST", headers, body }));
  };
  await tell({ kind: "state", id: "connected", state: "connected" });
  await clock.advance(0);
  away = true;
  await tell({ kind: "dtmf", id: "tone:1", sequence: 1, tone: "7" });
  await clock.advance(0);
  away = false;
  await a.close({ drainMs: 0 });
  await clock.advance(0);
  expect(keys).toEqual(["7"]);
});
