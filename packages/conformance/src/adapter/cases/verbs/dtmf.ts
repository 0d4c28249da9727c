import { equal, ok } from "node:assert/strict";
import { tones } from "@trunkline/core";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { onTheLine } from "../../stage/calls.js";
import { accepted, refusalOf, sentAgain } from "../../stage/work.js";

/** The bot sends tones. */
export const sendDtmf = inGroup("sendDtmf", { verbs: ["sendDtmf"], line: true, ada: ["heard"] }, [
  {
    name: "tones arrive in order, each once",
    async run(context) {
      const call = await onTheLine(context);
      const { sent } = await context.finish("the tones are sent", call.sendDtmf("1w2*3#"));
      equal(sent, "12*3#");
      equal(heardTones(context), "12*3#");
    },
  },
  {
    name: "tones for several requests arrive complete and in order",
    async run(context) {
      const row = "0123456789".repeat(5);
      const call = await onTheLine(context);
      await context.finish("the tones are sent", call.sendDtmf(row));
      equal(heardTones(context), row);
    },
  },
  {
    name: "every tone arrives as itself, or is refused before any request",
    async run(context) {
      const call = await onTheLine(context);
      let arrived = "";
      for (const tone of tones) {
        if (!(await refusalOf(context, `the tone ${tone}`, () => call.sendDtmf([tone])))) arrived += tone;
        equal(heardTones(context), arrived);
      }
    },
  },
  {
    name: "a gap between tones is kept, or named in the warnings",
    async run(context) {
      const { sendDtmfGap = false } = context.under.adapter.limits;
      const call = await onTheLine(context);
      const sending = call.sendDtmf("12", { gapMs: 5_000 });
      await accepted(context, "the tones", sending);
      await context.pass(2_000);
      if (sendDtmfGap) ok(heardTones(context).length < 2, "the tones were sent without the gap");
      const { warnings } = await context.finish("the tones are sent", sending);
      equal(warnings.filter((warning) => warning.startsWith("gapMs: ")).length, sendDtmfGap ? 0 : 1);
      equal(heardTones(context), "12");
    },
  },
  {
    name: "a sendDtmf whose answer was lost does not send its tones twice",
    async run(context) {
      const call = await onTheLine(context);
      await sentAgain(context, "sendDtmf", () => call.sendDtmf("12"));
      equal(heardTones(context), "12");
    },
  },
]);

/** The tones among what Ada's telephone has played. */
function heardTones({ under }: AdapterContext): string {
  const all: readonly string[] = tones;
  return (under.ada.heard?.() ?? []).filter((sound) => all.includes(sound)).join("");
}
