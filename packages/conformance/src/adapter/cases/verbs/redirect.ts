import { deepEqual, equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { bobOf, offered, rings } from "../../ask/calls.js";
import { ends, isOver, told } from "../../ask/told.js";
import { sentAgain } from "./sent-again.js";

/** The bot sends a call to somebody else. */
export const redirect = inGroup("redirect", { verbs: ["redirect"], ada: ["dial"], bob: ["answer"] }, [
  {
    name: "a call that is sent on rings there, and ends here as redirected",
    async run(context) {
      const [ada, bob] = [context.under.ada, bobOf(context)];
      const incoming = await offered(context);
      await context.finish("the redirect is done", incoming.redirect(bob.party));
      await rings(context, bob);
      await bob.answer?.();
      await ends(context, incoming.ref, "redirected");
      equal(ada.calls(), 1, "the caller has lost the call");
      equal(bob.calls(), 1);
    },
  },
  {
    name: "what becomes of a call that is sent on is told by the cloud, and not before",
    needs: { observes: ["redirectOutcome"] },
    async run(context) {
      const bob = bobOf(context);
      const incoming = await offered(context);
      await context.finish("the redirect is done", incoming.redirect(bob.party));
      await rings(context, bob);
      await context.pass(2_000);
      deepEqual(told(context, "call-ended"), [], "the end is told while it rings");
      await bob.answer?.();
      equal((await isOver(context, incoming.ref)).source, "event");
    },
  },
  {
    name: "a redirect that was lost is sent again, and rings once",
    async run(context) {
      const bob = bobOf(context);
      const incoming = await offered(context);
      await sentAgain(context, "redirect", () => incoming.redirect(bob.party));
      await rings(context, bob);
      equal(bob.calls(), 1);
    },
  },
]);
