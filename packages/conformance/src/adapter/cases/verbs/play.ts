import { deepEqual, equal } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../adapter-case.js";
import { onTheLine, prompt } from "../../ask/calls.js";
import { completions } from "../../ask/told.js";
import { accepted, refusalOf } from "../../ask/work.js";
import { sentAgain } from "./sent-again.js";

const other = { url: "https://cdn.example.com/goodbye.wav" } as const;

/** The bot plays prompts. */
export const play = inGroup("play", { verbs: ["play"], line: true, ada: ["heard"] }, [
  {
    name: "a prompt is heard, and the cloud's word that it has ended ends the operation",
    async run(context) {
      const call = await onTheLine(context);
      const playing = call.play(prompt);
      await accepted(context, "the prompt", playing);
      equal((await context.finish("the prompt ends", playing)).endedBy, "completed");
      deepEqual(soundsOf(context), [prompt.url]);
      const { source } = await context.until("its end is told", () => completions(context, playing)[0]);
      equal(source, "event");
    },
  },
  {
    name: "one prompt is played after the other, whether they go in one request or in two",
    async run(context) {
      const call = await onTheLine(context);
      const [first, second] = [call.play([prompt, other]), call.play(prompt)];
      await context.finish("the prompts end", Promise.all([first, second]));
      deepEqual(soundsOf(context), [prompt.url, other.url, prompt.url]);
      equal(context.requests.of("play").length, 2);
    },
  },
  {
    name: "a prompt of any kind is played, or refused before any request",
    async run(context) {
      const call = await onTheLine(context);
      for (const one of [prompt, { text: "hello" }, { ssml: "<speak>hello</speak>" }]) {
        const before = soundsOf(context).length;
        const refusal = await refusalOf(context, `the prompt ${JSON.stringify(one)}`, () => call.play(one));
        equal(soundsOf(context).length - before, refusal ? 0 : 1);
      }
    },
  },
  {
    name: "a prompt whose answer was lost is not played twice",
    async run(context) {
      const call = await onTheLine(context);
      await sentAgain(context, "play", () => call.play(prompt));
      deepEqual(soundsOf(context), [prompt.url]);
    },
  },
]);

/** What Ada's telephone has played. */
function soundsOf({ under }: AdapterContext): readonly string[] {
  return under.ada.heard?.() ?? [];
}
