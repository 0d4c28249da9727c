import { describe, expect, test } from "vitest";
import { botNumber, cast, providers } from "../kit/cast.js";
import { callbackTo, onTheLine, type Stage, startStage } from "../kit/stage.js";

async function connected(stage: Stage) {
  const call = await onTheLine(stage);
  return { call, callback: callbackTo(stage, call) };
}

describe.each(providers)("a callback on %s", (provider) => {
  test("about another call than its address's is refused", async () => {
    await using stage = await startStage(provider);
    const { call } = await connected(stage);
    const { status, body } = await stage.simulator.forge({ forgery: "other-call" });
    expect({ status, body }).toEqual({ status: 403, body: expect.stringContaining("another call") });
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("at an address that the bot did not make is refused", async () => {
    await using stage = await startStage(provider);
    const { call, callback } = await connected(stage);
    const [path = "", mac = ""] = callback.url.split(/\.(?=[^./]+$)/);
    for (const url of [
      path,
      `${path}.`,
      `${path}.${mac.slice(1)}`,
      `${path}.${"A".repeat(mac.length)}`,
      `${callback.url}.x`,
    ]) {
      expect((await stage.post({ ...callback, url })).status, url).toBe(404);
    }
    expect((await stage.post({ ...callback, url: callback.url.replace(call.id, crypto.randomUUID()) })).status).toBe(
      404,
    );
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("of one call at the address of another is refused", async () => {
    await using stage = await startStage(provider);
    const { callback } = await connected(stage);
    stage.person("bob").reacts({ kind: "answer" });
    const other = await stage.calling.create({ to: cast.bob, from: botNumber });
    await stage.when(other.connected);
    const url = stage.callbacks.at(-1)?.url ?? "";
    expect(url).toContain(other.id);
    expect((await stage.post({ ...callback, url })).status).toBe(403);
  });
});
