import { equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { ends, offered } from "../../ask.js";
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
    name: "a refusal that was lost is sent again, and refuses once",
    async run(context) {
      const incoming = await offered(context);
      await sentAgain(context, "reject", () => incoming.reject());
      await ends(context, incoming.ref, "rejected");
      equal(context.under.ada.calls(), 0);
    },
  },
]);
