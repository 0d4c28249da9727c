import type { Reaction } from "@trunkline/simulator";
import { describe, test } from "vitest";
import { botNumber, cast } from "../kit/cast.js";
import { sameTrace } from "../kit/same-trace.js";
import type { Stage } from "../kit/stage.js";

/** Calls Ada, who has this reaction, and waits for the end. */
async function callAda(stage: Stage, reaction: Reaction): Promise<void> {
  stage.person("ada").reacts(reaction);
  const call = await stage.calling.create({ to: cast.ada, from: botNumber });
  await stage.when(call.ended);
}

test(
  "a person answers, and the bot hangs up",
  sameTrace(
    async (stage) => {
      stage.person("ada").reacts({ kind: "answer", afterMs: 1_500 });
      const call = await stage.calling.create({ to: cast.ada, from: botNumber });
      await stage.when(call.connected);
      await stage.when(call.hangUp());
      stage.record.note(call, `awaited: ${(await call.ended).kind}`);
    },
    { ada: ["create completed", "connected", "hangUp completed", "ended: hung-up", "awaited: hung-up"] },
  ),
);

test(
  "a person answers, and hangs up",
  sameTrace(
    async (stage) => {
      const ada = stage.person("ada");
      ada.reacts({ kind: "answer" });
      const call = await stage.calling.create({ to: cast.ada, from: botNumber });
      await stage.when(call.connected);
      ada.hangUp();
      await stage.when(call.ended);
    },
    { ada: ["create completed", "connected", "ended: remote-hung-up"] },
  ),
);

test(
  "the bot hangs up while it rings",
  sameTrace(
    async (stage) => {
      const call = await stage.calling.create({ to: cast.ada, from: botNumber });
      await stage.advance(3_000);
      await stage.when(call.hangUp());
    },
    { ada: ["create completed", "hangUp completed", "ended: hung-up"] },
  ),
);

describe("a person does not answer", () => {
  test(
    "and declines",
    sameTrace((stage) => callAda(stage, { kind: "decline", afterMs: 2_000 }), {
      ada: ["create completed", "ended: declined"],
    }),
  );
  test(
    "and is busy",
    sameTrace((stage) => callAda(stage, { kind: "busy" }), { ada: ["create completed", "ended: busy"] }),
  );
  test(
    "and lets it ring",
    sameTrace((stage) => callAda(stage, { kind: "ignore" }), {
      ada: ["create completed", "ended: no-answer"],
    }),
  );
  test(
    "and is unreachable",
    sameTrace((stage) => callAda(stage, { kind: "unreachable" }), {
      ada: ["create completed", "ended: unreachable"],
    }),
  );
});

test(
  "voicemail answers like a person",
  sameTrace(
    async (stage) => {
      stage.person("ada").reacts({ kind: "voicemail", afterMs: 1_000 });
      const call = await stage.calling.create({ to: cast.ada, from: botNumber });
      await stage.when(call.connected);
      await stage.when(call.play({ url: "https://cdn.example.com/message.wav" }));
      await stage.when(call.hangUp());
    },
    { ada: ["create completed", "connected", "play completed", "hangUp completed", "ended: hung-up"] },
  ),
);
