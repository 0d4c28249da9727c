import { equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { onTheLine } from "../../ask/calls.js";
import { ends } from "../../ask/told.js";
import { failure } from "../../ask/work.js";
import { sentAgain } from "./sent-again.js";

/** The bot ends its call. */
export const hangUp = inGroup("hangUp", { verbs: ["hangUp"], line: true }, [
  {
    name: "a call that the bot ends is over on both sides, as hung-up, and once",
    async run(context) {
      const call = await onTheLine(context);
      await context.finish("the hang-up is done", call.hangUp());
      await ends(context, call.ref, "hung-up");
      equal(context.under.ada.calls(), 0, "the other side is still in the call");
    },
  },
  {
    name: "a hang-up that was lost is sent again, and the call ends once",
    async run(context) {
      const call = await onTheLine(context);
      await sentAgain(context, "hangUp", () => call.hangUp());
      await ends(context, call.ref, "hung-up");
    },
  },
  {
    name: "a call that is over already is told as call-ended, and no request is made for it",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
      const before = context.under.requests();
      equal((await failure(context, "the late hang-up fails", call.hangUp())).code, "call-ended");
      equal(context.under.requests(), before);
    },
  },
]);
