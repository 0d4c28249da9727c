import { deepEqual, equal } from "node:assert/strict";
import { inGroup } from "../../stage/adapter-case.js";
import { answered, bobOf, offered, rings } from "../../stage/calls.js";
import { connectsOnce, ends, isOver, told } from "../../stage/events.js";
import { failure, sentAgain } from "../../stage/work.js";

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
