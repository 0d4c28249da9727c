import { equal } from "node:assert/strict";
import { tones } from "@trunkline/core";
import { type AdapterContext, inGroup } from "../../adapter-case.js";
import { onTheLine } from "../../ask/calls.js";
import { refusalOf } from "../../ask/work.js";
import { sentAgain } from "./sent-again.js";

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
    name: "more than one request takes arrive whole and in order",
    async run(context) {
      const row = "0123456789".repeat(5);
      const call = await onTheLine(context);
      await context.finish("the tones are sent", call.sendDtmf(row));
      equal(heardTones(context), row);
    },
  },
  {
    name: "every tone there is arrives as itself, or is refused before any request",
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
    name: "tones whose answer was lost are not sent twice",
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
