import type { FaultSpec } from "@trunkline/simulator";
import { describe, expect, test } from "vitest";
import { botNumber, cast, providers } from "../kit/cast.js";
import { pinAndMenu, pinAndMenuTrace, sameTrace } from "../kit/same-trace.js";
import { startStage } from "../kit/stage.js";

/** All callbacks, all the time. */
const always = (effect: FaultSpec["effect"]): { faults: readonly FaultSpec[] } => ({ faults: [{ effect }] });

describe("the trace of a call is the same", () => {
  test(
    "when every callback arrives twice",
    { tags: "events/exactly-once" },
    sameTrace(pinAndMenu, pinAndMenuTrace, always({ kind: "duplicate" })),
  );
  test(
    "when every callback arrives again later",
    { tags: "events/exactly-once" },
    sameTrace(pinAndMenu, pinAndMenuTrace, always({ kind: "duplicate", afterMs: 700 })),
  );
  test(
    "when callbacks arrive out of order",
    { tags: "state/forward-only" },
    sameTrace(pinAndMenu, pinAndMenuTrace, always({ kind: "reorder", withinMs: 200 })),
  );
  test(
    "when the bot cannot be reached at first",
    sameTrace(pinAndMenu, pinAndMenuTrace, {
      faults: [{ effect: { kind: "drop", retry: true }, match: { title: "incoming" }, times: 1 }],
    }),
  );
  test(
    "when all of this happens at once, and callbacks precede the responses",
    sameTrace(pinAndMenu, pinAndMenuTrace, {
      faults: [
        { effect: { kind: "callbacks-first" } },
        { effect: { kind: "duplicate", afterMs: 30 } },
        { effect: { kind: "reorder", withinMs: 50 } },
      ],
    }),
  );
});

const established = { graph: "established", acs: "CallConnected" } as const;
const ended = { graph: "terminated", acs: "CallDisconnected" } as const;
const played = { graph: "playPrompt", acs: "PlayCompleted" } as const;
const lost = (title: string): { faults: readonly FaultSpec[] } => ({
  faults: [{ effect: { kind: "drop" }, match: { title } }],
});

describe.each(providers)("when an event on %s is lost, inspecting the call reveals", (provider) => {
  test("the connection", { tags: "events/asked-for" }, async () => {
    await using stage = await startStage(provider, lost(established[provider]));
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: cast.ada, from: botNumber });
    await stage.when(call.connected);
    expect(stage.record.of("call-connected")[0]?.source).toBe("reconciled");
  });

  test("the end", { tags: "events/asked-for" }, async () => {
    await using stage = await startStage(provider, lost(ended[provider]));
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: cast.ada, from: botNumber });
    await stage.when(call.connected);
    stage.person("ada").hangUp();
    await stage.when(call.ended, 10 * 60_000);
    expect(stage.record.of("call-ended")[0]?.source).toBe("reconciled");
  });

  test("that a hang-up succeeded", { tags: "events/asked-for" }, async () => {
    await using stage = await startStage(provider, lost(ended[provider]));
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: cast.ada, from: botNumber });
    await stage.when(call.connected);
    await stage.when(call.hangUp());
    expect(await call.ended).toMatchObject({ kind: "hung-up" });
  });

  test("nothing about a prompt, which times out while the call goes on", async () => {
    await using stage = await startStage(provider, lost(played[provider]));
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: cast.ada, from: botNumber });
    await stage.when(call.connected);
    const playing = call.play({ url: "https://cdn.example.com/hello.wav" }, { timeoutMs: 30_000 });
    await expect(stage.when(playing)).rejects.toMatchObject({ code: "timeout" });
    expect((await call.snapshot()).state).toBe("connected");
  });
});
