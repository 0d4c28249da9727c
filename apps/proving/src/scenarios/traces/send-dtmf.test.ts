import type { Call } from "@trunkline/core";
import { test } from "vitest";
import { botNumber, cast } from "../kit/cast.js";
import { sameTrace } from "../kit/same-trace.js";
import type { Stage } from "../kit/stage.js";

async function connect(stage: Stage): Promise<Call> {
  stage.person("ada").reacts({ kind: "answer" });
  const call = await stage.calling.create({ to: cast.ada, from: botNumber });
  await stage.when(call.connected);
  return call;
}

test(
  "a few tones are one operation, and the other party hears them in order",
  sameTrace(
    async (stage) => {
      const call = await connect(stage);
      const { sent } = await stage.when(call.sendDtmf("1*#0"));
      stage.record.note(call, `sent ${sent}`);
      await stage.when(stage.person("ada").hears({ tones: "1*#0" }));
    },
    { ada: ["create completed", "connected", "sendDtmf completed", "sent 1*#0"] },
  ),
);

test(
  "tones may be spelled out, and letters are tones too",
  sameTrace(
    async (stage) => {
      const call = await connect(stage);
      const { sent } = await stage.when(call.sendDtmf(["1", "star", "asterisk", "pound", "hash", "a", "D"]));
      stage.record.note(call, `sent ${sent}`);
      await stage.when(stage.person("ada").hears({ tones: "1**##AD" }));
    },
    { ada: ["create completed", "connected", "sendDtmf completed", "sent 1**##AD"] },
  ),
);

test(
  "pauses divide the tones, and each part is sent after the previous one",
  sameTrace(
    async (stage) => {
      const call = await connect(stage);
      const before = stage.clock.now();
      const { sent } = await stage.when(call.sendDtmf("12w3W4"));
      const pausesKept = stage.clock.now() - before >= 1_500;
      stage.record.note(call, `sent ${sent}, pauses ${pausesKept ? "kept" : "lost"}`);
      await stage.when(stage.person("ada").hears({ tones: "1234" }));
    },
    {
      ada: [
        "create completed",
        "connected",
        "sendDtmf completed",
        "sendDtmf completed",
        "sendDtmf completed",
        "sent 1234, pauses kept",
      ],
    },
  ),
);

test(
  "tones are sent after a prompt, not over it",
  sameTrace(
    async (stage) => {
      const call = await connect(stage);
      const playing = call.play({ url: "https://cdn.example.com/hello.wav" });
      const sending = call.sendDtmf("7");
      await stage.when(Promise.all([playing, sending]));
    },
    { ada: ["create completed", "connected", "play completed", "sendDtmf completed"] },
  ),
);

test(
  "a hang-up during sendDtmf fails it, and the error says what was sent",
  sameTrace(
    async (stage) => {
      const call = await connect(stage);
      const sending = call
        .sendDtmf("12W34")
        .catch((error) => stage.record.note(call, `${error.code}, sent ${error.sent}`));
      await stage.when(stage.person("ada").hears({ tones: "12" }));
      await stage.advance(500);
      stage.person("ada").hangUp();
      await stage.when(sending);
    },
    {
      ada: ["create completed", "connected", "sendDtmf completed", "ended: remote-hung-up", "call-ended, sent 12"],
    },
  ),
);
