import { test } from "vitest";
import { botNumber, cast } from "../kit/cast.js";
import { sameTrace } from "../kit/same-trace.js";

test(
  "a group call knows its participants, and goes on when one leaves",
  sameTrace(
    async (stage) => {
      stage.person("eve").reacts({ kind: "answer", afterMs: 1_000 });
      stage.person("finn").reacts({ kind: "answer", afterMs: 4_000 });
      const call = await stage.calling.create({ to: [cast.eve, cast.finn] });
      await stage.when(call.connected);
      await stage.advance(5_000);
      await stage.when(call.play({ url: "https://cdn.example.com/welcome.wav" }));
      stage.person("finn").hangUp();
      await stage.advance(1_000);
      await stage.when(call.hangUp());
    },
    {
      eve: ["create completed", "connected", "play completed", "hangUp completed", "ended: hung-up", "on it last: eve"],
    },
  ),
);

test(
  "two simultaneous calls each get their own keys and their own end",
  sameTrace(
    async (stage) => {
      stage.calling.on("incoming", async (incoming) => {
        const call = await incoming.answer();
        const { tones, endedBy } = await call.collectDtmf({ max: 4, stopOn: "#" });
        stage.record.note(call, `"${tones}" by ${endedBy}`);
        if (tones === "11") await call.hangUp();
      });
      stage.person("ada").dial(botNumber);
      stage.person("bob").dial(botNumber);
      await stage.advance(1_000);
      stage.person("ada").press("1");
      stage.person("bob").press("2");
      await stage.advance(500);
      stage.person("bob").press("2#");
      stage.person("ada").press("1#");
      await stage.advance(2_000);
      stage.person("bob").hangUp();
    },
    {
      ada: [
        "incoming from ada to bot",
        "connected",
        "answer completed",
        "tone 1",
        "tone 1",
        "tone #",
        "collectDtmf completed",
        '"11" by stop-tone',
        "hangUp completed",
        "ended: hung-up",
      ],
      bob: [
        "incoming from bob to bot",
        "connected",
        "answer completed",
        "tone 2",
        "tone 2",
        "tone #",
        "collectDtmf completed",
        '"22" by stop-tone',
        "ended: remote-hung-up",
      ],
    },
  ),
);

test(
  "screen sharing is reported where the cloud reports it",
  sameTrace(
    async (stage) => {
      const eve = stage.person("eve");
      eve.reacts({ kind: "answer" });
      const callOptions = { isContentSharingNotificationEnabled: true };
      const call = await stage.calling.create({ to: cast.eve, providerOptions: { graph: { callOptions } } });
      await stage.when(call.connected);
      eve.startSharing();
      await stage.advance(1_000);
      eve.stopSharing();
    },
    { eve: ["create completed", "connected", "sharing started", "sharing ended"] },
  ),
);

test(
  "the stream of keys starts when it is first read and ends with the call",
  sameTrace(
    async (stage) => {
      const done = new Promise<void>((resolve) => {
        stage.calling.on("incoming", async (incoming) => {
          const call = await incoming.answer();
          let pressed = "";
          for await (const tone of call.dtmf()) pressed += tone;
          stage.record.note(call, `pressed ${pressed}`);
          resolve();
        });
      });
      const ada = stage.person("ada");
      ada.dial(botNumber);
      await stage.advance(1_000);
      ada.press("1*#a");
      await stage.advance(1_000);
      ada.hangUp();
      await stage.when(done);
    },
    {
      ada: [
        "incoming from ada to bot",
        "connected",
        "answer completed",
        "tone 1",
        "tone *",
        "tone #",
        "tone A",
        "ended: remote-hung-up",
        "pressed 1*#A",
      ],
    },
  ),
);
