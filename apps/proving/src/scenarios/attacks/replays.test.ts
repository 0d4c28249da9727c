import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { onTheLine, type Stage, startStage } from "../kit/stage.js";

/** A call with keys and a prompt, as far as its last word but one. */
async function talk(stage: Stage) {
  const call = await onTheLine(stage);
  call.on("dtmf-received", () => {});
  await stage.advance(100);
  stage.person("ada").press("739");
  await stage.when(call.play({ url: "https://cdn.example.com/hello.wav" }));
  return call;
}

/** Everything that ever came to the bot, once more, as it came. */
async function replayAll(stage: Stage): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const callback of [...stage.callbacks]) statuses.push((await stage.post(callback)).status);
  await stage.advance(1000);
  return statuses;
}

describe.each(providers)("whoever has recorded callbacks on %s and sends them again", (provider) => {
  test("moves nothing and is told nothing while the call goes on", { tags: "endpoint/replays" }, async () => {
    await using stage = await startStage(provider);
    const call = await talk(stage);
    const told = stage.record.types();
    expect(told.filter((type) => type === "dtmf-received")).toHaveLength(3);
    for (const status of await replayAll(stage)) expect(status).toBeLessThan(300);
    expect(stage.record.types()).toEqual(told);
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("brings no call back that is over, nor one that is forgotten", { tags: "endpoint/replays" }, async () => {
    await using stage = await startStage(provider, { calling: { keepEndedMs: 60_000 } });
    stage.calling.on("incoming", async (incoming) => (await incoming.answer()).hangUp());
    const call = await talk(stage);
    await stage.when(call.hangUp());
    stage.person("bob").dial("+14255550100");
    await stage.advance(5000);
    const told = stage.record.types();
    expect(told.filter((type) => type === "call-ended")).toHaveLength(2);
    await replayAll(stage);
    await stage.advance(10 * 60_000);
    await replayAll(stage);
    expect(stage.record.types()).toEqual(told);
  });

  test("is refused once their tokens have run out", { tags: "endpoint/replays" }, async () => {
    await using stage = await startStage(provider);
    await talk(stage);
    await stage.advance(2 * 60 * 60_000);
    const signed = stage.callbacks.filter(({ headers }) => headers.has("authorization"));
    for (const callback of signed.slice(0, 5)) expect((await stage.post(callback)).status).toBe(503);
  });
});
