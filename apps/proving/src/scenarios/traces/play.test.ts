import type { Call } from "@trunkline/core";
import { test } from "vitest";
import { botNumber, cast } from "../kit/cast.js";
import { type Scenario, sameTrace } from "../kit/same-trace.js";
import type { Stage } from "../kit/stage.js";

const wav = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });
const begun = ["create completed", "connected"];

/** A scenario on a call with Ada. */
function onTheLine(act: (stage: Stage, call: Call) => Promise<void>): Scenario {
  return async (stage) => {
    stage.person("ada").reacts({ kind: "answer" });
    const call = await stage.calling.create({ to: cast.ada, from: botNumber });
    await stage.when(call.connected);
    await act(stage, call);
  };
}

test(
  "prompts play one after the other",
  sameTrace(
    onTheLine(async (stage, call) => {
      const both = Promise.all([call.play(wav("one")), call.play([wav("two"), wav("three")])]);
      await stage.when(stage.person("ada").hears("one.wav"));
      await stage.when(stage.person("ada").hears("two.wav"));
      await stage.when(both);
      stage.record.note(call, (await both).map(({ endedBy }) => endedBy).join(", "));
    }),
    { ada: [...begun, "play completed", "play completed", "completed, completed"] },
  ),
);

test(
  "a prompt that is canceled ends as canceled",
  sameTrace(
    onTheLine(async (stage, call) => {
      const playing = call.play(wav("long"));
      await stage.when(stage.person("ada").hears("long.wav"));
      await playing.cancel();
      stage.record.note(call, (await stage.when(playing)).endedBy);
    }),
    { ada: [...begun, "play completed", "canceled"] },
  ),
);

test(
  "a loop plays until the next prompt",
  sameTrace(
    onTheLine(async (stage, call) => {
      const music = call.play(wav("music"), { loop: true });
      await stage.advance(20_000);
      await stage.when(call.play(wav("next")));
      stage.record.note(call, (await stage.when(music)).endedBy);
    }),
    { ada: [...begun, "play completed", "play completed", "canceled"] },
  ),
);

test(
  "canceling all media of a call ends the prompt and keeps the call",
  sameTrace(
    onTheLine(async (stage, call) => {
      const playing = call.play(wav("long"));
      await stage.when(stage.person("ada").hears("long.wav"));
      await stage.when(call.cancelMedia());
      await stage.when(playing);
      await stage.when(call.hangUp());
    }),
    { ada: [...begun, "cancelMedia completed", "play completed", "hangUp completed", "ended: hung-up"] },
  ),
);
