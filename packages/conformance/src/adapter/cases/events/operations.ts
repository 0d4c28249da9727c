import { equal } from "node:assert/strict";
import { inGroup } from "../../stage/adapter-case.js";
import { onTheLine, pickedUp, prompt } from "../../stage/calls.js";
import { completions } from "../../stage/events.js";
import { accepted, endsInTime } from "../../stage/work.js";

/** The completion of operations that the cloud has accepted. */
export const operations = inGroup("operations", { verbs: ["play"], line: true }, [
  {
    name: "a completion that arrives before the answer to its request belongs to its operation",
    async run(context) {
      const call = await onTheLine(context);
      context.requests.keepAnswers();
      const playing = call.play(prompt);
      if (await endsInTime(context, playing)) return context.leaveOut("the cloud reports no completion of a prompt");
      await context.until("the completion is reported", () => completions(context, playing)[0]);
      context.requests.releaseAnswers();
      equal((await context.finish("the operation ends", playing)).endedBy, "completed");
    },
  },
  {
    name: "a completion that arrives twice is reported once",
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
    name: "a repeated completion does not complete the next operation",
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
    name: "canceling media on one call leaves another call alone",
    needs: { verbs: ["create", "cancelMedia"], ada: ["answer"], bob: ["answer"] },
    async run(context) {
      const [one, two] = [await pickedUp(context), await pickedUp(context, context.under.bob)];
      const [stopped, playing] = [one.play(prompt, { loop: true }), two.play(prompt)];
      await accepted(context, "the first prompt", stopped);
      await accepted(context, "the second prompt", playing);
      await context.finish("the cancel is done", one.cancelMedia());
      equal((await context.finish("the first prompt ends", stopped)).endedBy, "canceled");
      equal((await context.finish("the second prompt ends", playing)).endedBy, "completed");
    },
  },
]);
