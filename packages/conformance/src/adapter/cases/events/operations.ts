import { equal } from "node:assert/strict";
import { inGroup } from "../../stage/adapter-case.js";
import { onTheLine, pickedUp, prompt } from "../../stage/calls.js";
import { completions } from "../../stage/events.js";
import { accepted } from "../../stage/work.js";

/** The ends of work that the cloud has taken. */
export const operations = inGroup("operations", { verbs: ["play"], line: true }, [
  {
    name: "an end that overtakes the answer to its request is that of its operation",
    async run(context) {
      const call = await onTheLine(context);
      context.requests.keepAnswers();
      const playing = call.play(prompt);
      await context.until("the end is told", () => completions(context, playing)[0]);
      context.requests.releaseAnswers();
      equal((await context.finish("the operation ends", playing)).endedBy, "completed");
    },
  },
  {
    name: "an end that arrives twice is told once",
    async run(context) {
      const call = await onTheLine(context);
      context.callbacks.delivery = "twice";
      const playing = call.play(prompt);
      await context.finish("the prompt ends", playing);
      await context.pass(5_000);
      equal(completions(context, playing).length, 1);
    },
  },
  {
    name: "an end that arrives once more is not taken for that of the next operation",
    async run(context) {
      const call = await onTheLine(context);
      const before = context.callbacks.all.length;
      await context.finish("the first prompt ends", call.play(prompt));
      const callbacks = context.callbacks.all.slice(before);
      const next = call.play(prompt, { loop: true });
      await accepted(context, "the next prompt", next);
      for (const callback of callbacks) await context.callbacks.send(callback);
      await context.pass(1_000);
      equal(completions(context, next).length, 0);
    },
  },
  {
    name: "work that is stopped on one call goes on on another",
    needs: { verbs: ["create", "cancelMedia"], ada: ["answer"], bob: ["answer"] },
    async run(context) {
      const [one, two] = [await pickedUp(context), await pickedUp(context, context.under.bob)];
      const [stopped, playing] = [one.play(prompt, { loop: true }), two.play(prompt)];
      await accepted(context, "the first prompt", stopped);
      await accepted(context, "the second prompt", playing);
      await context.finish("the stop is done", one.cancelMedia());
      equal((await context.finish("the first prompt ends", stopped)).endedBy, "canceled");
      equal((await context.finish("the second prompt ends", playing)).endedBy, "completed");
    },
  },
]);
