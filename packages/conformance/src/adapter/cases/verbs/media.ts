import { deepEqual, equal } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { onTheLine, prompt } from "../../stage/calls.js";
import { completions } from "../../stage/events.js";
import { accepted, begun, endsInTime, failure, refusalOf, sentAgain } from "../../stage/work.js";

const other = { url: "https://cdn.example.com/goodbye.wav" } as const;

/** The bot plays prompts. */
export const play = inGroup("play", { verbs: ["play"], line: true, ada: ["heard"] }, [
  {
    name: "a prompt is heard, and ends when the cloud reports its completion, or its time is up",
    async run(context) {
      const call = await onTheLine(context);
      const playing = call.play(prompt);
      await accepted(context, "the prompt", playing);
      equal((await context.finish("the prompt ends", playing)).endedBy, "completed");
      deepEqual(soundsOf(context), [prompt.url]);
      const { source } = await context.until("the completion is reported", () => completions(context, playing)[0]);
      equal(source, (await endsInTime(context, playing)) ? "own" : "event");
    },
  },
  {
    name: "prompts play one after the other, in one request or in two",
    async run(context) {
      const call = await onTheLine(context);
      const [first, second] = [call.play([prompt, other]), call.play(prompt)];
      await context.finish("the prompts end", Promise.all([first, second]));
      deepEqual(soundsOf(context), [prompt.url, other.url, prompt.url]);
      const { prompts: atOnce = 2 } = context.under.adapter.limits;
      equal(context.requests.of("play").length, Math.ceil(2 / atOnce) + 1);
    },
  },
  {
    name: "a row of more prompts than one request takes plays in order, as one operation that ends with the last",
    async run(context) {
      const row = Array.from({ length: moreThanOneRequest(context) }, (_, at) => (at % 2 === 0 ? prompt : other));
      const call = await onTheLine(context);
      const playing = call.play(row);
      await accepted(context, "the row", playing);
      await context.until("the row has been heard", () => soundsOf(context)[row.length - 1], longestRowMs);
      deepEqual(completions(context, playing), [], "the row is reported as ended before its last prompt has ended");
      equal((await context.finish("the row ends", playing)).endedBy, "completed");
      deepEqual(
        soundsOf(context),
        row.map(({ url }) => url),
      );
      equal(completions(context, playing).length, 1);
    },
  },
  {
    name: "a row whose second request is refused fails as that request does, and nothing more is played",
    needs: { parts: ["fault"] },
    async run(context) {
      const { prompts = 1 } = context.under.adapter.limits;
      const row = Array.from({ length: moreThanOneRequest(context) }, () => prompt);
      const call = await onTheLine(context);
      const playing = call.play([...row, other]);
      begun(playing);
      await accepted(context, "the row", playing);
      await context.under.fault?.("forbidden");
      await context.until("the second request", () => context.requests.of("play")[1], longestRowMs);
      equal((await failure(context, "the row", playing)).code, "forbidden");
      await context.pass(5_000);
      equal(soundsOf(context).length, prompts);
    },
  },
  {
    name: "every kind of prompt is played, or refused before any request",
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
    name: "a play whose answer was lost does not play twice",
    async run(context) {
      const call = await onTheLine(context);
      await sentAgain(context, "play", () => call.play(prompt));
      deepEqual(soundsOf(context), [prompt.url]);
    },
  },
]);

/** Enough for as many prompts as any request takes, ms. */
const longestRowMs = 10 * 60_000;

/** One prompt more than a request takes. Leaves the case out where a request takes any number of them. */
function moreThanOneRequest({ under: { adapter }, leaveOut }: AdapterContext): number {
  const { prompts } = adapter.limits;
  return prompts === undefined ? leaveOut(`${adapter.name} takes any number of prompts in one request`) : prompts + 1;
}

/** What Ada's telephone has played. */
function soundsOf({ under }: AdapterContext): readonly string[] {
  return under.ada.heard?.() ?? [];
}

/** The bot cancels its prompts. */
export const cancelMedia = inGroup("cancelMedia", { verbs: ["cancelMedia", "play"], line: true }, [
  {
    name: "a looping prompt is stopped, and ends as canceled",
    async run(context) {
      const call = await onTheLine(context);
      const playing = call.play(prompt, { loop: true });
      await accepted(context, "the prompt", playing);
      await context.finish("the cancel is done", call.cancelMedia());
      equal((await context.finish("the prompt ends", playing)).endedBy, "canceled");
    },
  },
  {
    name: "a looping prompt plays on until it is stopped",
    async run(context) {
      const call = await onTheLine(context);
      const playing = call.play(prompt, { loop: true });
      await accepted(context, "the prompt", playing);
      await context.pass(15_000);
      equal(completions(context, playing).length, 0);
      await context.finish("the cancel is done", call.cancelMedia());
      equal((await context.finish("the prompt ends", playing)).endedBy, "canceled");
    },
  },
  {
    name: "a prompt that does not loop is stopped, and ends as canceled",
    async run(context) {
      const call = await onTheLine(context);
      const playing = call.play(prompt);
      await accepted(context, "the prompt", playing);
      await context.finish("the cancel is done", call.cancelMedia());
      const { endedBy } = await context.finish("the prompt ends", playing);
      equal(endedBy, "canceled", "it was stopped, and is reported as played to its end");
    },
  },
  {
    name: "a prompt that is played after a cancel plays to its end",
    async run(context) {
      const call = await onTheLine(context);
      const stopped = call.play(prompt, { loop: true });
      await accepted(context, "the prompt", stopped);
      await context.finish("the cancel is done", call.cancelMedia());
      const playing = call.play(prompt);
      equal((await context.finish("the next prompt ends", playing)).endedBy, "completed");
    },
  },
  {
    name: "canceling without a prompt has no effect",
    async run(context) {
      const call = await onTheLine(context);
      await context.finish("the cancel is done", call.cancelMedia());
      equal((await call.snapshot()).state, "connected");
    },
  },
]);
