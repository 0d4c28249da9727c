import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { onTheLine, type Stage, startStage } from "../kit/stage.js";

/** A call with keys and a prompt, still connected. */
async function talk(stage: Stage) {
  const call = await onTheLine(stage);
  call.on("dtmf-received", () => {});
  await stage.advance(100);
  stage.person("ada").press("739");
  await stage.when(call.play({ url: "https://cdn.example.com/hello.wav" }));
  return call;
}

/** Posts every callback of the bot again, unchanged. */
async function replayAll(stage: Stage): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const callback of [...stage.callbacks]) statuses.push((await stage.post(callback)).status);
  await stage.advance(1000);
  return statuses;
}

describe.each(providers)("replaying recorded callbacks on %s", (provider) => {
  test("changes nothing and causes no event during the call", { tags: "endpoint/replays" }, async () => {
    await using stage = await startStage(provider);
    const call = await talk(stage);
    const received = stage.record.types();
    expect(received.filter((type) => type === "dtmf-received")).toHaveLength(3);
    for (const status of await replayAll(stage)) expect(status).toBeLessThan(300);
    expect(stage.record.types()).toEqual(received);
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("does not revive a call that has ended or been forgotten", { tags: "endpoint/replays" }, async () => {
    await using stage = await startStage(provider, { calling: { keepEndedMs: 60_000 } });
    stage.calling.on("incoming", async (incoming) => (await incoming.answer()).hangUp());
    const call = await talk(stage);
    await stage.when(call.hangUp());
    stage.person("bob").dial("+14255550100");
    await stage.advance(5000);
    const received = stage.record.types();
    expect(received.filter((type) => type === "call-ended")).toHaveLength(2);
    await replayAll(stage);
    await stage.advance(10 * 60_000);
    await replayAll(stage);
    expect(stage.record.types()).toEqual(received);
  });

  test("is refused when the tokens have expired", { tags: "endpoint/replays" }, async () => {
    await using stage = await startStage(provider);
    await talk(stage);
    await stage.advance(2 * 60 * 60_000);
    const signed = stage.callbacks.filter(({ headers }) => headers.has("authorization"));
    for (const callback of signed.slice(0, 5)) expect((await stage.post(callback)).status).toBe(503);
  });
});
