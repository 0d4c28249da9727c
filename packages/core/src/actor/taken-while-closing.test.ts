import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import { deferred } from "../base/once.js";
import { createCalling } from "../calling/create-calling.js";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import {
  connectedWorld,
  type Loopback,
  loopbackAdapter,
  type TestSignal,
  url,
  world,
} from "../testing/loopback.fixture.js";

const incoming: TestSignal = {
  kind: "incoming",
  id: "incoming",
  providerCallId: "late",
  answerWithinMs: 120_000,
  from: { kind: "phone", number: "+14255550123" },
  to: { kind: "phone", number: "+14255550100" },
};

/** The way of one instance to a store, and another instance that is started on the store itself. */
function shared(through: (store: Store) => Store) {
  const clock = manualClock();
  const memory = memoryStore({ clock });
  const startAnother = (wire: Loopback) => {
    const other = createCalling({ adapter: loopbackAdapter(wire), url, clock, store: memory, logger: false });
    const attempts: number[] = [];
    other.on("incoming", ({ attempt }) => void attempts.push(attempt));
    return attempts;
  };
  return { on: { clock, through: () => through(memory) }, startAnother };
}

test("a call that is being taken when the instance closes is handed over where another can take it, and not rejected", async () => {
  const arrived = deferred<void>();
  const { on, startAnother } = shared((store) => ({
    ...store,
    async claim(...given) {
      const held = await store.claim(...given);
      await arrived.promise;
      return held;
    },
  }));
  const { calling, tell, wire, clock } = world(on);
  calling.on("incoming", () => new Promise(() => {}));
  const attempts = startAnother(wire);
  expect((await tell(url, incoming)).status).toBe(202);
  const closing = calling.close({ drainMs: 0 });
  await clock.advance(0);
  arrived.resolve();
  await closing;
  await clock.advance(0);
  expect(attempts).toEqual([2]);
  expect(wire.count("reject")).toBe(0);
});

test("a call that is being taken up again when the instance closes is given back before the close is over", async () => {
  const arrived = deferred<void>();
  const { on, startAnother } = shared((store) => ({
    ...store,
    watch: async () => async () => {},
    async claim(leaseMs, key) {
      if (key !== undefined) return undefined;
      const held = await store.claim(leaseMs);
      await arrived.promise;
      return held;
    },
  }));
  const { calling, tell, wire, clock } = world(on);
  calling.on("incoming", () => new Promise(() => {}));
  await tell(url, incoming);
  // It looks for work every ten seconds.
  await clock.advance(10_000);
  let over = false;
  const closing = calling.close({ atDeadline: "hand-over" }).then(() => {
    over = true;
  });
  await clock.advance(0);
  expect(over).toBe(false);
  arrived.resolve();
  await closing;
  const attempts = startAnother(wire);
  await clock.advance(10_000);
  expect(attempts).toEqual([2]);
});

test("a caller who is turned away by an instance that dies meanwhile does not stay live forever", async () => {
  const dead = () => new Promise<never>(() => {});
  let commitsLeft = Number.POSITIVE_INFINITY;
  const { on, startAnother } = shared((store) => ({
    ...store,
    claim: (...given) => (commitsLeft > 0 ? store.claim(...given) : dead()),
    renew: (...given) => (commitsLeft > 0 ? store.renew(...given) : dead()),
    commit: (...given) => (commitsLeft-- > 0 ? store.commit(...given) : dead()),
  }));
  const { calling, clock, store, wire } = await connectedWorld(on);
  const [live] = (await store.list()).keys;
  void calling.close({ drainMs: 600_000 });
  commitsLeft = 1;
  const response = await calling.handle(
    new Request(url, { method: "POST", headers: { "x-loopback": "secret" }, body: JSON.stringify([incoming]) }),
  );
  expect(response.status).toBe(202);
  await clock.advance(0);
  const key = (await store.list()).keys.find((one) => one !== live) ?? "";
  expect(await store.read(key)).toMatchObject({ state: "incoming" });
  startAnother(wire);
  await clock.advance(180_000);
  expect(await store.read(key)).toMatchObject({ state: "disconnected" });
});
