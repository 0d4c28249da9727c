import { equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { offered } from "../../ask/calls.js";
import { ends, isOver } from "../../ask/told.js";
import { sentAgain } from "./sent-again.js";

/** The bot refuses a call. */
export const reject = inGroup("reject", { verbs: ["reject"], ada: ["dial"] }, [
  {
    name: "a call that is refused is over on both sides, as rejected, whatever the reason",
    async run(context) {
      for (const reason of ["declined", "busy", "forbidden"] as const) {
        const incoming = await offered(context);
        await context.finish(`the call is refused (${reason})`, incoming.reject(reason));
        await ends(context, incoming.ref, "rejected");
        equal(context.under.ada.calls(), 0, `the caller who was refused (${reason}) is still in the call`);
      }
    },
  },
  {
    name: "the end of a call that was refused is told by the cloud",
    needs: { observes: ["rejectEnded"] },
    async run(context) {
      const incoming = await offered(context);
      await context.finish("the call is refused", incoming.reject());
      equal((await isOver(context, incoming.ref)).source, "event");
    },
  },
  {
    name: "a refusal that was lost is sent again, and refuses once",
    async run(context) {
      const incoming = await offered(context);
      await sentAgain(context, "reject", () => incoming.reject());
      await ends(context, incoming.ref, "rejected");
      equal(context.under.ada.calls(), 0);
    },
  },
]);
