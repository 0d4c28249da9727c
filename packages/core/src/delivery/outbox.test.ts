import { expect, test } from "vitest";
import { deferred } from "../base/once.js";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld } from "../testing/loopback.fixture.js";
import { openTelemetry } from "../testing/telemetry.fixture.js";

test("a handler that ends while the end of another one is written is noted as well, and the call is forgotten", async () => {
  const written = deferred<void>();
  const slow = { on: false, writing: deferred<void>() };
  const { call, calling, clock, settle, hangUpRemotely } = await connectedWorld({
    through: (store) => ({
      ...store,
      async commit(...given) {
        if (slow.on) {
          slow.writing.resolve();
          await written.promise;
        }
        return store.commit(...given);
      },
    }),
  });
  const handlers = { play: deferred<void>(), ended: deferred<void>() };
  calling.on("operation-failed", () => handlers.play.promise);
  calling.on("call-ended", () => handlers.ended.promise);
  await call.play({ url: "https://cdn.example/a.wav" }).accepted;
  await hangUpRemotely();
  slow.on = true;
  handlers.play.resolve();
  await slow.writing.promise;
  handlers.ended.resolve();
  await settle();
  slow.on = false;
  written.resolve();
  await settle();
  await clock.advance(60 * 60_000 + 1000);
  await expect(calling.get(call.ref)).rejects.toMatchObject({ code: "not-found" });
});

/** The lines that say that a handler still runs. */
function runningLog() {
  const lines: unknown[] = [];
  const quiet = () => {};
  const warn = (fields: object, message?: string) =>
    void (message?.startsWith("a handler still") && lines.push(fields));
  return { lines, logger: { debug: quiet, info: quiet, warn, error: quiet } };
}

test("a handler that never ends is warned about when its call has been over for half a minute, and one that ends is not", async () => {
  const { lines, logger } = runningLog();
  const { call, calling, clock, hangUpRemotely, press } = await connectedWorld({ logger });
  calling.on("dtmf-received", () => new Promise(() => {}));
  calling.on("call-ended", () => new Promise((resolve) => clock.setTimer(20_000, () => resolve(undefined))));
  await press("1");
  await clock.advance(10 * 60_000);
  expect(lines).toEqual([]);
  await hangUpRemotely();
  await clock.advance(29_999);
  expect(lines).toEqual([]);
  await clock.advance(1);
  expect(lines).toEqual([
    { callRef: call.ref, event: "dtmf-received", why: "call-ended", ranMs: 10 * 60_000 + 30_000 },
  ]);
});

test("a handler that never ends on an instance that has lost its call is warned about there", async () => {
  const { lines, logger } = runningLog();
  const { a, clock, address } = await connectedOnA({ a: { logger } });
  a.calling.on("dtmf-received", () => new Promise(() => {}));
  await a.tell(address, { kind: "dtmf", id: "tone:1", tone: "1", sequence: 1 });
  a.cut(true);
  await clock.advance(45_000);
  a.cut(false);
  await clock.advance(60_000);
  expect(lines).toMatchObject([{ event: "dtmf-received", why: "superseded" }]);
});

test("handlers are counted while they run", async () => {
  await using telemetry = openTelemetry();
  const { calling, press } = await connectedWorld();
  const first = deferred<void>();
  const handlers = [first.promise, new Promise(() => {})];
  calling.on("dtmf-received", () => handlers.shift());
  const running = () => telemetry.count("trunkline.handlers.running", { "trunkline.event.type": "dtmf-received" });
  await press("12");
  expect(await running()).toBe(2);
  first.resolve();
  await first.promise;
  await press("");
  expect(await running()).toBe(1);
});
