import { deepEqual, equal, fail, ok } from "node:assert/strict";
import type { IncomingCall } from "@trunkline/core";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import type { Callback } from "../../stage/callbacks.js";
import { bobOf, offered, rings } from "../../stage/calls.js";
import { connectsOnce, ends } from "../../stage/events.js";
import { accepted } from "../../stage/work.js";
import { leaves } from "../verbs/released.js";

/** The cloud waits for the decision about a caller in the response to the announcement. */
export const responses = inGroup("responses", { ada: ["dial"] }, [
  {
    name: "a call is answered in the response, and connects",
    needs: { verbs: ["answer"] },
    async run(context) {
      const { incoming } = await awaited(context);
      const before = context.under.requests();
      await connectsOnce(context, await context.finish("the call is answered", incoming.answer()));
      equal(context.under.requests(), before, "the answer was sent as a request too");
    },
  },
  {
    name: "a call is rejected in the response",
    needs: { verbs: ["reject"] },
    async run(context) {
      const { incoming } = await awaited(context);
      const before = context.under.requests();
      await context.finish("the call is rejected", incoming.reject("busy"));
      await ends(context, incoming.ref, "rejected");
      equal(context.under.ada.calls(), 0, "the rejected caller is still in the call");
      equal(context.under.requests(), before, "the rejection was sent as a request too");
    },
  },
  {
    name: "a call is redirected in the response, and rings at its target",
    needs: { verbs: ["redirect"], bob: ["answer"] },
    async run(context) {
      const bob = bobOf(context);
      const { incoming } = await awaited(context);
      const before = context.under.requests();
      await accepted(context, "the redirect", incoming.redirect(bob.party));
      await rings(context, bob);
      equal(context.under.requests(), before, "the redirect was sent as a request too");
      await bob.answer?.();
      await leaves(context, incoming.ref, "redirect");
    },
  },
  {
    name: "the response comes before the cloud stops waiting, also when the bot does not decide",
    needs: { verbs: ["reject"] },
    async run(context) {
      const { incoming, withinMs, announcement } = await awaited(context);
      await context.pass(withinMs);
      isAnswered(announcement());
      await context.pass(Math.max(incoming.decideBy - incoming.at.getTime() - withinMs, 0) + 5_000);
      await ends(context, incoming.ref, "rejected");
      equal(context.under.ada.calls(), 0, "the caller still rings");
    },
  },
  {
    name: "an announcement that is repeated is answered like the first, while the bot decides and after that",
    needs: { verbs: ["answer"] },
    async run(context) {
      const { incoming, announcement } = await awaited(context);
      const during = context.callbacks.repeat(announcement());
      const call = await context.finish("the call is answered", incoming.answer());
      const first = await context.finish("the repeated announcement is answered", during);
      const later = await context.finish("it is answered again", context.callbacks.repeat(announcement()));
      deepEqual(later, first);
      await connectsOnce(context, call);
    },
  },
  {
    name: "the response to a caller who gives up meanwhile is an ordinary one",
    needs: { observes: ["callerGaveUp"], ada: ["hangUp"] },
    async run(context) {
      const { incoming, announcement } = await awaited(context);
      await context.under.ada.hangUp?.();
      await ends(context, incoming.ref, "canceled");
      isAnswered(announcement());
    },
  },
  {
    name: "a decision that comes after the response is sent",
    needs: { verbs: ["answer"] },
    async run(context) {
      const { incoming, withinMs } = await awaited(context);
      const leftMs = incoming.decideBy - incoming.at.getTime();
      if (leftMs <= withinMs) context.leaveOut(`${context.under.adapter.name} takes decisions in the response alone`);
      await context.pass(withinMs);
      await connectsOnce(context, await context.finish("the call is answered", incoming.answer()));
    },
  },
]);

interface Awaited {
  readonly incoming: IncomingCall;
  /** How long the cloud waits, ms. */
  readonly withinMs: number;
  /** The announcement as it is known by now. */
  announcement(): Callback;
}

/** Ada calls, and the cloud waits for the decision. Leaves the case out where it does not. */
async function awaited(context: AdapterContext): Promise<Awaited> {
  const { under, requests, callbacks, leaveOut } = context;
  const { name, verbs } = under.adapter;
  if (!Object.values(verbs).some((verb) => verb.respond)) leaveOut(`${name} takes no decision in the response`);
  const incoming = await offered(context);
  const reading = requests.readings.findLast(({ parsed }) => parsed.awaitsDecision);
  const withinMs = reading?.parsed.awaitsDecision?.withinMs;
  if (!reading || withinMs === undefined) throw new Error("nothing says how long the cloud waits (awaitsDecision)");
  const same = ({ body }: Callback) => Buffer.from(body).equals(reading.inbound.body);
  return {
    incoming,
    withinMs,
    announcement: () => callbacks.all.find(same) ?? fail("the announcement is not among the callbacks"),
  };
}

/** The announcement was answered, and not with an error. */
function isAnswered({ status }: Callback): void {
  ok(status !== undefined && status < 300, `the announcement was answered with ${status}`);
}
