import { createCalling, memoryStore } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { adapterOn, botNumber, cast, providers } from "../kit/cast.js";
import { pinAndMenu, pinAndMenuTrace, sameTrace } from "../kit/same-trace.js";
import { closedAtOnce, startStage } from "../kit/stage.js";

const callbacksFirst = { faults: [{ effect: { kind: "callbacks-first" } }] } as const;

describe("events that arrive before the response to their request", () => {
  test(
    "find their call, throughout a call",
    { tags: "events/overtaking" },
    sameTrace(pinAndMenu, pinAndMenuTrace, callbacksFirst),
  );

  test.each(providers)("to create on %s belong to that call", async (provider) => {
    await using stage = await startStage(provider, callbacksFirst);
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.when(stage.calling.create({ to: cast.ada, from: botNumber }));
    const order = stage.simulator.log().map(({ title, status }) => ({ title, answered: status !== undefined }));
    expect(order.length).toBeGreaterThan(2);
    expect(stage.record.of("call-connected").map((event) => event.call.id)).toEqual([call.id]);
    await stage.when(call.connected);
    await stage.when(call.sendDtmf("12"));
    await stage.when(call.hangUp());
    expect(await call.ended).toMatchObject({ kind: "hung-up" });
  });

  test.each(providers)("of a call on %s that ends at once yield one end", async (provider) => {
    await using stage = await startStage(provider, callbacksFirst);
    stage.person("ada").reacts({ kind: "busy" });
    const call = await stage.when(stage.calling.create({ to: cast.ada, from: botNumber }));
    expect(await stage.when(call.ended)).toMatchObject({ kind: "busy" });
    expect(stage.record.of("call-ended")).toHaveLength(1);
  });
});

test.each(providers)(
  "on %s, events that arrive at another instance reach the instance that has the call",
  async (provider) => {
    const secret = "a secret that all instances of this bot share";
    const store = memoryStore();
    await using stage = await startStage(provider, { ...callbacksFirst, calling: { secret, store } });
    const adapter = adapterOn(provider, stage.simulator);
    await using other = closedAtOnce(createCalling({ adapter, url: stage.url, clock: stage.clock, secret, store }));
    stage.simulator.deliver = (request) => other.handle(request);
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.when(stage.calling.create({ to: cast.ada, from: botNumber }));
    await stage.when(call.connected);
    expect((await stage.when(call.play({ url: "https://cdn.example.com/hello.wav" }))).endedBy).toBe("completed");
    stage.person("ada").hangUp();
    expect(await stage.when(call.ended)).toMatchObject({ kind: "remote-hung-up" });
    expect(stage.answers).toEqual([]);
  },
);
