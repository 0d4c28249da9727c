import type { Call, Calling, E164, Prompt } from "@trunkline/core";

interface Ivr {
  readonly menu: Prompt;
  readonly sorry: Prompt;
  /** Whom a key leads to. */
  readonly routes: Readonly<Record<string, E164>>;
}

/** A menu: a key leads to a person, three wrong ones to the end. */
export function answerIvr(calling: Calling, { menu, sorry, routes }: Ivr): void {
  calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer();
    for (let attempt = 0; attempt < 3; attempt++) {
      const { tones, endedBy } = await call.collectDtmf({ prompt: menu, max: 1, firstToneMs: 5_000 });
      if (endedBy === "call-ended") return;
      const person = routes[tones];
      if (person) return await call.transfer(person);
      await call.play(sorry);
    }
  });
}

/** Music while something is looked up: leaving the scope stops it. */
export async function withMusic<T>(call: Call, music: Prompt, work: () => Promise<T>): Promise<T> {
  await using _music = call.play(music, { loop: true });
  return await work();
}
