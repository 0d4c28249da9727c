import { deepEqual, equal } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import type { PersonUnderTest } from "../../stage/adapter-under-test.js";
import { answered, bobOf, offered, rings } from "../../stage/calls.js";
import { completions, connectsOnce, ends, isOver, received } from "../../stage/events.js";
import { accepted, begun, failure, requireRequest, sentAgain } from "../../stage/work.js";
import { leaves, whenReleased } from "./released.js";

/** The bot answers a call. */
export const answer = inGroup("answer", { verbs: ["answer"], ada: ["dial"] }, [
  {
    name: "an answered call connects once and has the provider's id",
    async run(context) {
      await connectsOnce(context, await answered(context));
      equal(context.under.ada.calls(), 1);
    },
  },
  {
    name: "the events of an answered call belong to that call",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await answered(context);
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
    },
  },
  {
    name: "a lost answer is sent again, and the call connects",
    async run(context) {
      const incoming = await offered(context);
      const call = await sentAgain(context, "answer", () => incoming.answer());
      equal((await call.snapshot()).state, "connected");
      equal(context.under.ada.calls(), 1);
    },
  },
  {
    name: "answering a caller who is gone fails with call-ended",
    needs: { ada: ["hangUp"] },
    async run(context) {
      requireRequest(context, "answer");
      const incoming = await offered(context);
      context.callbacks.delivery = "lost";
      await context.under.ada.hangUp?.();
      equal((await failure(context, "the late answer", incoming.answer())).code, "call-ended");
      await isOver(context, incoming.ref);
    },
  },
]);

/** The bot rejects a call. */
export const reject = inGroup("reject", { verbs: ["reject"], ada: ["dial"] }, [
  {
    name: "a rejected call is over on both sides, as rejected, with any reason",
    async run(context) {
      for (const reason of ["declined", "busy", "forbidden"] as const) {
        const incoming = await offered(context);
        await context.finish(`the call is rejected (${reason})`, incoming.reject(reason));
        await ends(context, incoming.ref, "rejected");
        equal(context.under.ada.calls(), 0, `the rejected caller (${reason}) is still in the call`);
      }
    },
  },
  {
    name: "the cloud reports the end of a rejected call",
    needs: { observes: ["rejectEnded"] },
    async run(context) {
      const incoming = await offered(context);
      await context.finish("the call is rejected", incoming.reject());
      equal((await isOver(context, incoming.ref)).source, "event");
    },
  },
  {
    name: "a lost rejection is sent again, and rejects once",
    async run(context) {
      const incoming = await offered(context);
      await sentAgain(context, "reject", () => incoming.reject());
      await ends(context, incoming.ref, "rejected");
      equal(context.under.ada.calls(), 0);
    },
  },
]);

/** The bot redirects a call. */
export const redirect = inGroup("redirect", { verbs: ["redirect"], ada: ["dial"], bob: ["answer"] }, [
  ...whenReleased("redirect", async (context, bob) => {
    const incoming = await offered(context);
    return { ref: incoming.ref, work: incoming.redirect(bob.party) };
  }),
  {
    name: "a redirected call rings at its target, and ends here as redirected",
    async run(context) {
      const [ada, bob] = [context.under.ada, bobOf(context)];
      const incoming = await offered(context);
      await accepted(context, "the redirect", incoming.redirect(bob.party));
      await rings(context, bob);
      await bob.answer?.();
      await leaves(context, incoming.ref, "redirect");
      equal(ada.calls(), 1, "the caller has lost the call");
      equal(bob.calls(), 1);
    },
  },
  {
    name: "the cloud reports the outcome of a redirect, and not while it rings",
    needs: { observes: ["redirectOutcome"] },
    async run(context) {
      const bob = bobOf(context);
      const incoming = await offered(context);
      const redirecting = incoming.redirect(bob.party);
      await accepted(context, "the redirect", redirecting);
      await rings(context, bob);
      await context.pass(2_000);
      deepEqual(received(context, "call-ended"), [], "the end is reported while it rings");
      await bob.answer?.();
      const released = context.under.adapter.verbs.redirect?.releases;
      const outcome = released
        ? await context.until("the redirect completes", () => completions(context, redirecting)[0])
        : await isOver(context, incoming.ref);
      equal(outcome.source, "event");
    },
  },
  {
    name: "a lost redirect is sent again, and rings once",
    async run(context) {
      const bob = bobOf(context);
      const incoming = await offered(context);
      await sentAgain(context, "redirect", () => incoming.redirect(bob.party).accepted);
      await rings(context, bob);
      equal(bob.calls(), 1);
    },
  },
  {
    name: "a caller whose redirect is declined is offered again, with the reason",
    needs: { bob: ["decline"] },
    async run(context) {
      const bob = requireGivenBack(context);
      const incoming = await offered(context);
      const declined = begun(incoming.redirect(bob.party));
      await rings(context, bob);
      await bob.decline?.();
      const again = await context.until("the caller is offered again", () => received(context, "incoming")[1]);
      deepEqual([again.ref, again.returned?.kind], [incoming.ref, "declined"]);
      equal((await failure(context, "the redirect", declined)).reason?.kind, "declined");
      equal(context.under.ada.calls(), 1, "the caller has lost the call");
      await context.finish("the call is rejected", again.reject());
      await ends(context, incoming.ref, "rejected");
    },
  },
  {
    name: "a caller who was given back can be redirected to the same target again",
    needs: { bob: ["decline"] },
    async run(context) {
      const bob = requireGivenBack(context);
      const incoming = await offered(context);
      void incoming.redirect(bob.party);
      await rings(context, bob);
      await bob.decline?.();
      const again = await context.until("the caller is offered again", () => received(context, "incoming")[1]);
      const redirecting = again.redirect(bob.party);
      await rings(context, bob);
      await bob.answer?.();
      await context.finish("the redirect is done", redirecting);
      await leaves(context, incoming.ref, "redirect");
    },
  },
]);

/** Bob. Leaves the case out where the call is the cloud's from the moment that it accepts a redirect. */
function requireGivenBack(context: AdapterContext): PersonUnderTest {
  const { adapter } = context.under;
  if (adapter.verbs.redirect?.completes === "acceptance")
    context.leaveOut(`${adapter.name} gives no redirected caller back`);
  return bobOf(context);
}
