import type { AnyAdapter, Calling, Clock } from "@trunkline/core";

/** How long a caller listens to music before somebody would be free, ms. */
const holdMs = 60_000;
const file = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** A menu, four keys, a minute on hold, goodbye. */
export function serveIvr(calling: Calling<AnyAdapter>, clock: Clock): void {
  calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer();
    await call.collectDtmf({ prompt: file("menu"), max: 4 });
    const music = call.play(file("music"), { loop: true });
    await new Promise<void>((resolve) => clock.setTimer(holdMs, resolve));
    await music.cancel();
    await call.play(file("goodbye"));
  });
}

/** A menu that is cut short by the keys; then the call is over. */
export function serveQuickly(calling: Calling<AnyAdapter>): void {
  calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer();
    await call.collectDtmf({ prompt: file("menu"), max: 4 });
  });
}
