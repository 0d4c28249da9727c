import { equal, notEqual, ok } from "node:assert/strict";
import { describeParty, toParty } from "@trunkline/core";
import { inGroup } from "../../stage/adapter-case.js";
import { offered, sameParty } from "../../stage/calls.js";
import { ends, received } from "../../stage/events.js";

/** A person calls the bot. */
export const incoming = inGroup("incoming", { ada: ["dial"] }, [
  {
    name: "a caller is announced once, with both parties",
    async run(context) {
      const { ada, bot } = context.under;
      const announced = await offered(context);
      await context.pass(1_000);
      equal(received(context, "incoming").length, 1);
      ok(sameParty(announced.from, ada.party), `from is ${describeParty(toParty(announced.from))}`);
      ok(sameParty(announced.to, bot), `to is ${describeParty(toParty(announced.to))}`);
      equal(announced.attempt, 1);
    },
  },
  {
    name: "a caller whom the cloud announces twice is offered once",
    async run(context) {
      context.callbacks.delivery = "twice";
      await offered(context);
      await context.pass(1_000);
      equal(received(context, "incoming").length, 1);
    },
  },
  {
    name: "two callers are two separate calls",
    needs: { verbs: ["answer"], bob: ["dial"], ada: ["hangUp"] },
    async run(context) {
      const first = await offered(context);
      const second = await offered(context, context.under.bob);
      notEqual(first.ref, second.ref);
      const [one, two] = [
        await context.finish("the first is answered", first.answer()),
        await context.finish("the second is answered", second.answer()),
      ];
      notEqual(one.providerCallId, two.providerCallId);
      await context.under.ada.hangUp?.();
      await ends(context, one.ref, "remote-hung-up");
      equal((await two.snapshot()).state, "connected");
    },
  },
  {
    name: "a caller who gives up is reported, as canceled",
    needs: { observes: ["callerGaveUp"], ada: ["hangUp"] },
    async run(context) {
      const announced = await offered(context);
      await context.under.ada.hangUp?.();
      await ends(context, announced.ref, "canceled");
      ok(announced.signal.aborted, "the decision is still open");
    },
  },
  {
    name: "a caller who hangs up before being announced is not offered, and the call ends as canceled, once",
    needs: { observes: ["callerGaveUp"], ada: ["hangUp"] },
    async run(context) {
      const { ada } = context.under;
      context.callbacks.delivery = "held";
      await ada.dial?.();
      await context.pass(2_000);
      await ada.hangUp?.();
      await context.pass(2_000);
      await context.callbacks.race("reversed");
      const end = await context.until("the call ends", () => received(context, "call-ended")[0]);
      equal(end.reason.kind, "canceled");
      await context.pass(5_000);
      equal(received(context, "call-ended").length, 1);
      equal(received(context, "incoming").length, 0, "a caller who is gone was offered");
    },
  },
  {
    name: "a call without a decision is rejected in time",
    needs: { verbs: ["reject"] },
    async run(context) {
      const announced = await offered(context);
      await context.pass(announced.decideBy - announced.at.getTime() + 5_000);
      await ends(context, announced.ref);
      equal(context.under.ada.calls(), 0);
    },
  },
]);
