import { equal } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { bobOf, onTheLine, rings } from "../../ask/calls.js";
import { ends, told } from "../../ask/told.js";
import { accepted, failure } from "../../ask/work.js";
import { sentAgain } from "./sent-again.js";

/** The bot hands the other side over. */
export const transfer = inGroup("transfer", { verbs: ["transfer"], line: true, bob: ["answer"] }, [
  {
    name: "the other side is handed over, and the call ends here as transferred",
    async run(context) {
      const [ada, bob] = [context.under.ada, bobOf(context)];
      const call = await onTheLine(context);
      const handing = call.transfer(bob.party);
      await accepted(context, "the transfer", handing);
      await rings(context, bob);
      await bob.answer?.();
      await context.finish("the transfer is done", handing);
      await ends(context, call.ref, "transferred");
      equal(ada.calls(), 1, "Ada has lost the call");
      equal(bob.calls(), 1);
    },
  },
  {
    name: "a transfer that fails says so, and the call goes on",
    needs: { bob: ["decline"] },
    async run(context) {
      const bob = bobOf(context);
      const call = await onTheLine(context);
      const handing = call.transfer(bob.party);
      await accepted(context, "the transfer", handing);
      await rings(context, bob);
      await bob.decline?.();
      equal((await failure(context, "the transfer fails", handing)).code, "operation-failed");
      await context.pass(5_000);
      equal((await call.snapshot()).state, "connected");
      equal(told(context, "call-ended").length, 0);
    },
  },
  {
    name: "a transfer that was lost is sent again, and rings once",
    async run(context) {
      const bob = bobOf(context);
      const call = await onTheLine(context);
      await sentAgain(context, "transfer", () => call.transfer(bob.party).accepted);
      await rings(context, bob);
      equal(bob.calls(), 1);
      await bob.answer?.();
      await ends(context, call.ref, "transferred");
    },
  },
]);
