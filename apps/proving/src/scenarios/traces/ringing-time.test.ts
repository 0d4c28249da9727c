import { expect, test } from "vitest";
import { botNumber, cast, failureOf } from "../kit/cast.js";
import { sameTrace } from "../kit/same-trace.js";

test(
  "a call that rings for longer than the bot wants ends as no-answer, and was never connected",
  sameTrace(
    async (stage) => {
      stage.person("ada").reacts({ kind: "ignore" });
      const call = await stage.calling.create({ to: cast.ada, from: botNumber, ringMs: 20_000 });
      await stage.advance(15_000);
      expect(stage.person("ada").calls()).toHaveLength(1);
      const { reason } = await stage.when(failureOf(call.connected));
      stage.record.note(call, `rang in vain: ${reason?.kind}`);
      await stage.when(call.ended);
      expect(stage.person("ada").calls()).toEqual([]);
      const { timing } = await call.snapshot();
      expect(Number(timing.endedAt) - Number(timing.startedAt)).toBeLessThan(25_000);
      expect(timing).toMatchObject({ connectedAt: undefined, connectedMs: 0 });
    },
    { ada: ["create completed", "ended: no-answer", "rang in vain: no-answer"] },
  ),
);

test(
  "a call says how long it was connected, and when it passed through its stages",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", async (incoming) => {
        const call = await incoming.answer();
        await call.play({ url: "https://cdn.example.com/welcome.wav" });
      });
      stage.calling.on("call-ended", ({ call, timing }) => {
        const { startedAt, answeredAt, connectedAt, endedAt } = timing;
        const stages = [startedAt, answeredAt, connectedAt, endedAt].map(Number);
        expect(stages).toEqual(stages.toSorted((a, b) => a - b));
        stage.record.note(call, `connected for ${Math.round(timing.connectedMs / 1000)} s`);
      });
      const ada = stage.person("ada");
      ada.dial(botNumber);
      await stage.when(ada.hears("welcome.wav"));
      await stage.advance(30_000);
      ada.hangUp();
      await stage.advance(2_000);
    },
    {
      ada: [
        ...["incoming from ada to bot", "connected", "answer completed", "play completed"],
        ...["connected for 30 s", "ended: remote-hung-up"],
      ],
    },
  ),
);
