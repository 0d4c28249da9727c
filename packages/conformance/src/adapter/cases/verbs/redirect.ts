import { equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { ends, offered } from "../../ask.js";
import { sentAgain } from "./sent-again.js";

/** The bot sends a call to somebody else. */
export const redirect = inGroup("redirect", { verbs: ["redirect"], ada: ["dial"], bob: ["answer"] }, [
  {
    name: "a call that is sent on rings there, and ends here as redirected",
    async run(context) {
      const { ada, bob } = context.under;
      const incoming = await offered(context);
      if (!bob) throw new Error("there is no Bob");
      await context.finish("the redirect is done", incoming.redirect(bob.party));
      await context.until("Bob's telephone rings", () => bob.calls() > 0 || undefined);
      await bob.answer?.();
      await ends(context, incoming.ref, "redirected");
      equal(ada.calls(), 1, "the caller has lost the call");
      equal(bob.calls(), 1);
    },
  },
  {
    name: "a redirect that was lost is sent again, and rings once",
    async run(context) {
      const { bob } = context.under;
      const incoming = await offered(context);
      if (!bob) throw new Error("there is no Bob");
      await sentAgain(context, "redirect", () => incoming.redirect(bob.party));
      await context.until("Bob's telephone rings", () => bob.calls() > 0 || undefined);
      equal(bob.calls(), 1);
    },
  },
]);
