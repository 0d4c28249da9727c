import { equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { onTheLine, prompt } from "../../ask/calls.js";
import { accepted } from "../../ask/work.js";

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
