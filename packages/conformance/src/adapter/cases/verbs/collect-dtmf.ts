import { deepEqual, equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { onTheLine, prompt } from "../../ask/calls.js";
import { accepted } from "../../ask/work.js";

/** Core's own machine, which is made of an adapter's tone stream, prompts and the stopping of them. */
export const collectDtmf = inGroup(
  "collectDtmf",
  { verbs: ["subscribeDtmf", "play", "cancelMedia"], line: true, ada: ["press"] },
  [
    {
      name: "a key stops the prompt and counts, and the stop tone ends it",
      async run(context) {
        const call = await onTheLine(context);
        const collecting = call.collectDtmf({ prompt, max: 5, stopOn: "#" });
        await accepted(context, "the collection", collecting);
        await context.until("the prompt is played", () => context.requests.of("play").length > 0 || undefined);
        await context.pass(100);
        await context.under.ada.press?.("12#");
        deepEqual(await context.finish("the collection ends", collecting), { tones: "12", endedBy: "stop-tone" });
        equal(context.requests.of("cancelMedia").length, 1);
      },
    },
    {
      name: "when no key is pressed, the time begins with the end of the prompt, and the result says so",
      async run(context) {
        const call = await onTheLine(context);
        const collecting = call.collectDtmf({ prompt, max: 1, firstToneMs: 5_000 });
        deepEqual(await context.finish("the collection ends", collecting), { tones: "", endedBy: "no-input" });
      },
    },
  ],
);
