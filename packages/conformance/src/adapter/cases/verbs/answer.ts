import { equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { answered, offered } from "../../ask/calls.js";
import { connectsOnce, ends, isOver } from "../../ask/told.js";
import { failure } from "../../ask/work.js";
import { sentAgain } from "./sent-again.js";

/** The bot takes a call. */
export const answer = inGroup("answer", { verbs: ["answer"], ada: ["dial"] }, [
  {
    name: "a call that is answered connects, once, and has the provider's id",
    async run(context) {
      await connectsOnce(context, await answered(context));
      equal(context.under.ada.calls(), 1);
    },
  },
  {
    name: "what happens on a call that was answered is told of that call",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await answered(context);
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
    },
  },
  {
    name: "an answer that was lost is sent again, and the call connects",
    async run(context) {
      const incoming = await offered(context);
      const call = await sentAgain(context, "answer", () => incoming.answer());
      equal((await call.snapshot()).state, "connected");
      equal(context.under.ada.calls(), 1);
    },
  },
  {
    name: "an answer to a caller who is gone says that the call has ended",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const incoming = await offered(context);
      context.callbacks.delivery = "lost";
      await context.under.ada.hangUp?.();
      equal((await failure(context, "the late answer fails", incoming.answer())).code, "call-ended");
      await isOver(context, incoming.ref);
    },
  },
]);
