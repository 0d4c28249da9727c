import { expect, test } from "vitest";
import { deferred } from "../operation/deferred.js";
import { connectedWorld } from "../testing/loopback.fixture.js";

test("a handler that ends while the end of another one is being written is noted as well, and the call is forgotten", async () => {
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
