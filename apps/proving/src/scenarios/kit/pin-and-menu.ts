import { botNumber } from "./cast.js";
import type { Scenario } from "./same-trace.js";
import type { Trace } from "./trace.js";

const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** A line that asks for a PIN, offers a menu and says goodbye: most of what a bot does on one call. */
export const pinAndMenu: Scenario = async (stage) => {
  stage.calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer();
    const pin = await call.collectDtmf({ prompt: prompt("pin"), max: 4, stopOn: "#" });
    stage.record.note(call, `PIN ${pin.tones} by ${pin.endedBy}`);
    const menu = await call.collectDtmf({ prompt: prompt("menu"), max: 1 });
    stage.record.note(call, `menu ${menu.tones} by ${menu.endedBy}`);
    await call.play(prompt("goodbye"));
  });
  const ada = stage.person("ada");
  ada.dial(botNumber);
  await stage.when(ada.hears("pin.wav", { timeoutMs: 30_000 }));
  await stage.advance(5_000);
  ada.press("1234");
  await stage.when(ada.hears("menu.wav"));
  await stage.advance(500);
  ada.press("2");
  await stage.when(ada.hears("goodbye.wav"));
  await stage.advance(15_000);
};

export const pinAndMenuTrace: Trace = {
  ada: [
    "incoming from ada to bot",
    "connected",
    "answer completed",
    "tone 1",
    "tone 2",
    "tone 3",
    "tone 4",
    "collectDtmf completed",
    "PIN 1234 by max",
    "tone 2",
    "collectDtmf completed",
    "menu 2 by max",
    "play completed",
    "hangUp completed",
    "ended: hung-up",
  ],
};
