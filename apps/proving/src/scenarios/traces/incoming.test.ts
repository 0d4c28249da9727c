import { test } from "vitest";
import { botNumber } from "../kit/cast.js";
import { pinAndMenu, pinAndMenuTrace, sameTrace } from "../kit/same-trace.js";

const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

test(
  "a caller is answered, enters the PIN, chooses from the menu, and the bot hangs up",
  sameTrace(pinAndMenu, pinAndMenuTrace),
);

test(
  "a caller who hangs up during a prompt ends the prompt and the call",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", async (incoming) => {
        const call = await incoming.answer();
        const { endedBy } = await call.play(prompt("long"));
        stage.record.note(call, `play ended by ${endedBy}`);
      });
      const ada = stage.person("ada");
      ada.dial(botNumber);
      await stage.when(ada.hears("long.wav"));
      ada.hangUp();
    },
    {
      ada: [
        "incoming from ada to bot",
        "connected",
        "answer completed",
        "play completed",
        "play ended by canceled",
        "ended: remote-hung-up",
      ],
    },
  ),
);

test(
  "of two handlers that decide about a caller, the first one counts, and answering twice yields the same call",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", async (incoming) => {
        const [call, same] = await Promise.all([incoming.answer(), incoming.answer()]);
        stage.record.note(call, `answered twice, one call: ${call === same && call === (await incoming.answer())}`);
        await call.play(prompt("long"));
        await call.hangUp();
      });
      stage.calling.on("incoming", (incoming) => incoming.reject("busy"));
      stage.person("ada").dial(botNumber);
      await stage.advance(60_000);
    },
    {
      ada: [
        "incoming from ada to bot",
        "connected",
        "answer completed",
        "answered twice, one call: true",
        "play completed",
        "hangUp completed",
        "ended: hung-up",
      ],
      "no call": [
        "error CallingError: reject: the call cannot be decided, it was decided already: answer. Decide once: answer, reject or redirect.",
      ],
    },
  ),
);

test(
  "a caller is rejected as busy",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", (incoming) => incoming.reject("busy"));
      stage.person("ada").dial(botNumber);
    },
    { ada: ["incoming from ada to bot", "reject completed", "ended: rejected"] },
  ),
);

test(
  "a caller is redirected, and talks to another person",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", (incoming) => incoming.redirect("+14255550142"));
      stage.person("bob").reacts({ kind: "answer", afterMs: 2_000 });
      stage.person("ada").dial(botNumber);
      await stage.advance(5_000);
    },
    { ada: ["incoming from ada to bot", "redirect completed", "ended: redirected"] },
  ),
);

test(
  "a caller without a decision is rejected before the provider's deadline",
  { tags: "state/undecided" },
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", () => {});
      stage.person("ada").dial(botNumber);
      await stage.advance(40_000);
    },
    { ada: ["incoming from ada to bot", "reject completed", "ended: rejected"] },
  ),
);

test(
  "a caller without a handler is rejected at once",
  sameTrace(
    async (stage) => {
      stage.person("ada").dial(botNumber);
      await stage.advance(1_000);
    },
    { ada: ["incoming from ada to bot", "reject completed", "ended: rejected"] },
  ),
);

test(
  "a caller who gives up before the decision is reported as canceled",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", () => {});
      const ada = stage.person("ada");
      ada.dial(botNumber);
      await stage.advance(3_000);
      ada.hangUp();
      await stage.advance(40_000);
    },
    { ada: ["incoming from ada to bot", "ended: canceled"] },
  ),
);

test(
  "a second decision about a call is a conflict and changes nothing",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", async (incoming) => {
        const call = await incoming.answer();
        await incoming.reject().catch((error) => stage.record.note(call, `reject threw ${error.code}`));
      });
      const ada = stage.person("ada");
      ada.dial(botNumber);
      await stage.advance(2_000);
      ada.hangUp();
    },
    {
      ada: [
        "incoming from ada to bot",
        "connected",
        "answer completed",
        "reject threw conflict",
        "ended: remote-hung-up",
      ],
    },
  ),
);
