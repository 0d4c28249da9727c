import { expect, test } from "vitest";
import { FlakyStore } from "../testing/flaky-store.fixture.js";
import { connectedWorld, world } from "../testing/loopback.fixture.js";

/** A way to the store on which answers can be lost, though what they answer was done. */
function lossy() {
  const stores: FlakyStore[] = [];
  return {
    through(store: ConstructorParameters<typeof FlakyStore>[0]) {
      const flaky = new FlakyStore(store);
      stores.push(flaky);
      return flaky;
    },
    lose(times = 1) {
      for (const store of stores) store.loseCommits(times);
    },
  };
}

test("a state whose write succeeded, although the store's answer was lost, takes effect and is delivered once", {
  tags: "events/exactly-once",
}, async () => {
  const way = lossy();
  const { calling, wire, tell, events, clock } = world({ through: way.through, leaseMs: 3000 });
  const call = await calling.create({ to: "+14255550123" });
  way.lose();
  await tell(wire.last("create").context.callbackUrl, { kind: "state", id: "up", state: "connected" });
  await clock.advance(3000);
  await call.connected;
  expect(events.filter((event) => event === "call-connected")).toHaveLength(1);
});

test("tones whose write succeeded, although the store's answer was lost, are collected, each once", async () => {
  const way = lossy();
  const { call, settle, press, clock } = await connectedWorld({ through: way.through, leaseMs: 3000 });
  const collecting = call.collectDtmf({ max: 3, interToneMs: 60_000 });
  await settle();
  way.lose();
  await press("1");
  await clock.advance(3000);
  way.lose(2);
  await press("23");
  await clock.advance(3000);
  expect(await collecting).toEqual({ tones: "123", endedBy: "max" });
});

test("an operation whose end was written, although the store's answer was lost, completes", async () => {
  const way = lossy();
  const { call, settle, finish, clock } = await connectedWorld({ through: way.through, leaseMs: 3000 });
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await settle();
  way.lose();
  await finish("play");
  await clock.advance(3000);
  expect(await playing).toMatchObject({ endedBy: "completed" });
});

test("the end of a call that was written, although the store's answer was lost, is delivered once", async () => {
  const way = lossy();
  const { call, hangUpRemotely, events, clock } = await connectedWorld({ through: way.through, leaseMs: 3000 });
  way.lose();
  await hangUpRemotely();
  await clock.advance(3000);
  expect((await call.ended).kind).toBe("remote-hung-up");
  expect(events.filter((event) => event.startsWith("call-ended"))).toHaveLength(1);
});
