import { describe, expect, test } from "vitest";
import { botNumber, cast } from "../kit/cast.js";
import { letterTo, onTheLine } from "../kit/on-the-line.js";
import { providers } from "../kit/provider.js";
import { type Stage, startStage } from "../kit/stage.js";

async function connected(stage: Stage) {
  const call = await onTheLine(stage);
  return { call, letter: letterTo(stage, call) };
}

describe.each(providers)("a callback on %s", (provider) => {
  test("that speaks of another call than its address is refused", async () => {
    await using stage = await startStage(provider);
    const { call } = await connected(stage);
    const { status, body } = await stage.simulator.forge({ forgery: "other-call" });
    expect({ status, body }).toEqual({ status: 403, body: expect.stringContaining("another call") });
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("whose address was not made by the bot is refused", async () => {
    await using stage = await startStage(provider);
    const { call, letter } = await connected(stage);
    const [path = "", mac = ""] = letter.url.split(/\.(?=[^./]+$)/);
    for (const url of [
      path,
      `${path}.`,
      `${path}.${mac.slice(1)}`,
      `${path}.${"A".repeat(mac.length)}`,
      `${letter.url}.x`,
    ]) {
      expect((await stage.post({ ...letter, url })).status, url).toBe(404);
    }
    expect((await stage.post({ ...letter, url: letter.url.replace(call.id, crypto.randomUUID()) })).status).toBe(404);
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("of one call at the address of another is refused", async () => {
    await using stage = await startStage(provider);
    const { letter } = await connected(stage);
    stage.person("bob").reacts({ kind: "answer" });
    const other = await stage.calling.create({ to: cast.bob, from: botNumber });
    await stage.when(other.connected);
    const url = stage.letters.at(-1)?.url ?? "";
    expect(url).toContain(other.id);
    expect((await stage.post({ ...letter, url })).status).toBe(403);
  });
});
