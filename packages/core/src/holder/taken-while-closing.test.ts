import { expect, test } from "vitest";
import { createCalling } from "../calling/create-calling.js";
import { deferred } from "../operation/deferred.js";
import type { Store } from "../store/store.js";
import { connectedWorld, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";

const incoming: TestSignal = {
  kind: "incoming",
  id: "incoming",
  providerCallId: "late",
  answerWithinMs: 120_000,
  from: { kind: "phone", number: "+14255550123" },
  to: { kind: "phone", number: "+14255550100" },
};

/** A world, and another instance of the same bot on the store itself. */
function withAnother(through: (store: Store) => Store) {
  let shared: Store | undefined;
  const one = world({
    through: (store) => {
      shared = store;
      return through(store);
    },
  });
  const start = () => {
    const { clock, wire } = one;
    const other = createCalling({ adapter: loopbackAdapter(wire), url, clock, store: shared, logger: false });
    const attempts: number[] = [];
    other.on("incoming", ({ attempt }) => void attempts.push(attempt));
    return attempts;
  };
  return { ...one, start };
}

test("a call that is being taken when the instance closes is handed over where another can take it, and not rejected", async () => {
  const arrived = deferred<void>();
  const { calling, tell, wire, clock, start } = withAnother((store) => ({
    ...store,
    async claim(...given) {
      const held = await store.claim(...given);
      await arrived.promise;
      return held;
    },
  }));
  calling.on("incoming", () => new Promise(() => {}));
  const attempts = start();
  expect((await tell(url, incoming)).status).toBe(202);
  const closing = calling.close({ drainMs: 0 });
  await clock.advance(0);
  arrived.resolve();
  await closing;
  await clock.advance(0);
  expect(attempts).toEqual([2]);
  expect(wire.count("reject")).toBe(0);
});

test("a caller who is turned away by an instance that dies over it is not live forever", async () => {
  const dead = () => new Promise<never>(() => {});
  let commitsLeft = Number.POSITIVE_INFINITY;
  let kept: Store | undefined;
  const { calling, clock, store, wire } = await connectedWorld({
    through: (memory) => {
      kept = memory;
      return {
        ...memory,
        claim: (...given) => (commitsLeft > 0 ? memory.claim(...given) : dead()),
        renew: (...given) => (commitsLeft > 0 ? memory.renew(...given) : dead()),
        commit: (...given) => (commitsLeft-- > 0 ? memory.commit(...given) : dead()),
      };
    },
  });
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
  createCalling({ adapter: loopbackAdapter(wire), url, clock, store: kept, logger: false });
  await clock.advance(180_000);
  expect(await store.read(key)).toMatchObject({ state: "disconnected" });
});
