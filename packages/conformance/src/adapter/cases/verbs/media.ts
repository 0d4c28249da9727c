import { deepEqual, equal } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { onTheLine, prompt } from "../../stage/calls.js";
import { completions } from "../../stage/events.js";
import { accepted, refusalOf, sentAgain } from "../../stage/work.js";

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

/** The bot stops what plays. */
export const cancelMedia = inGroup("cancelMedia", { verbs: ["cancelMedia", "play"], line: true }, [
  {
    name: "what plays without end is stopped, and ends as canceled",
    async run(context) {
      const call = await onTheLine(context);
      const playing = call.play(prompt, { loop: true });
      await accepted(context, "the prompt", playing);
      await context.finish("the stop is done", call.cancelMedia());
      equal((await context.finish("the prompt ends", playing)).endedBy, "canceled");
    },
  },
  {
    name: "what is played after it plays to its end",
    async run(context) {
      const call = await onTheLine(context);
      const stopped = call.play(prompt, { loop: true });
      await accepted(context, "the prompt", stopped);
      await context.finish("the stop is done", call.cancelMedia());
      const playing = call.play(prompt);
      equal((await context.finish("the next prompt ends", playing)).endedBy, "completed");
    },
  },
  {
    name: "with nothing to stop, nothing happens",
    async run(context) {
      const call = await onTheLine(context);
      await context.finish("the stop is done", call.cancelMedia());
      equal((await call.snapshot()).state, "connected");
    },
  },
]);
