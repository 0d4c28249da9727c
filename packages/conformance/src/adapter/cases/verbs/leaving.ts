import { equal, ok } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { bobOf, onTheLine, pickedUp, rings } from "../../stage/calls.js";
import { add, hosting } from "../../stage/conference.js";
import { ends, received, typesOf } from "../../stage/events.js";
import { accepted, begun, failure, sentAgain } from "../../stage/work.js";
import { consultative } from "./consultative.js";
import { leaves, whenReleased } from "./released.js";

/** The bot hangs up. */
export const hangUp = inGroup("hangUp", { verbs: ["hangUp"], line: true }, [
  {
    name: "a call that the bot hangs up is over on both sides, as hung-up, once",
    async run(context) {
      const call = await onTheLine(context);
      await context.finish("the hang-up is done", call.hangUp());
      await ends(context, call.ref, "hung-up");
      equal(context.under.ada.calls(), 0, "the other side is still in the call");
    },
  },
  {
    name: "a lost hang-up is sent again, and the call ends once",
    async run(context) {
      const call = await onTheLine(context);
      await sentAgain(context, "hangUp", () => call.hangUp());
      await ends(context, call.ref, "hung-up");
    },
  },
  {
    name: "hanging up while somebody is called into the call stops the ringing, and settles the addition",
    needs: { verbs: ["addParticipant"], bob: ["answer"] },
    async run(context) {
      const hosted = await hosting(context);
      const adding = begun(add(context, hosted));
      await rings(context, hosted.guest);
      await context.finish("the hang-up is done", hosted.call.hangUp());
      await ends(context, hosted.call.ref, "hung-up");
      equal(hosted.guest.calls(), 0, "it still rings");
      equal((await failure(context, "the addition", adding)).code, "call-ended");
    },
  },
  {
    name: "hanging up a call that is already over fails with call-ended, without a request",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
      const before = context.under.requests();
      equal((await failure(context, "the late hang-up", call.hangUp())).code, "call-ended");
      equal(context.under.requests(), before);
    },
  },
]);

/** No provider lets a telephone ring for longer, ms. */
const longestRingMs = 15 * 60_000;

/** The failures of an operation that were reported, if there are any. */
function failures(context: AdapterContext, { id }: { readonly id: string }) {
  const failed = received(context, "operation-failed").filter(({ operation }) => operation === id);
  return failed.length > 0 ? failed : undefined;
}

/** The bot transfers the other party. */
export const transfer = inGroup("transfer", { verbs: ["transfer"], line: true, bob: ["answer"] }, [
  ...whenReleased("transfer", async (context, bob) => {
    const call = await onTheLine(context);
    return { ref: call.ref, work: call.transfer(bob.party) };
  }),
  {
    name: "the other party is transferred, and the call ends here as transferred",
    async run(context) {
      const [ada, bob] = [context.under.ada, bobOf(context)];
      const call = await onTheLine(context);
      const transferring = call.transfer(bob.party);
      await accepted(context, "the transfer", transferring);
      await rings(context, bob);
      await bob.answer?.();
      await context.finish("the transfer is done", transferring);
      await leaves(context, call.ref, "transfer");
      equal(ada.calls(), 1, "Ada has lost the call");
      equal(bob.calls(), 1);
    },
  },
  {
    name: "the others of two calls are joined, and both calls end here as transferred",
    needs: { verbs: ["create"] },
    async run(context) {
      const [{ ada, adapter }, bob] = [context.under, bobOf(context)];
      if (!adapter.limits.bridges) context.leaveOut(`${adapter.name} cannot join two calls (limits.bridges)`);
      const [one, two] = [await onTheLine(context), await pickedUp(context, bob)];
      await context.finish("the calls are joined", one.transfer({ replaces: two }));
      for (const { ref } of [one, two]) await ends(context, ref, "transferred");
      equal(ada.calls(), 1, "Ada has lost the call");
      equal(bob.calls(), 1, "Bob has lost the call");
    },
  },
  ...consultative,
  {
    name: "a transfer that fails is reported, and the call goes on",
    needs: { bob: ["decline"] },
    async run(context) {
      const bob = bobOf(context);
      const call = await onTheLine(context);
      const transferring = call.transfer(bob.party);
      await accepted(context, "the transfer", transferring);
      await rings(context, bob);
      await bob.decline?.();
      equal((await failure(context, "the failing transfer", transferring)).code, "operation-failed");
      await context.pass(5_000);
      equal((await call.snapshot()).state, "connected");
      equal(received(context, "call-ended").length, 0);
    },
  },
  {
    name: "what is reported of the target's leg is accepted, and neither its end nor its keys are those of the call",
    needs: { bob: ["decline", "answer", "hangUp"] },
    async run(context) {
      const bob = bobOf(context);
      const call = await onTheLine(context);
      const before = context.callbacks.all.length;
      const failing = begun(call.transfer(bob.party));
      await rings(context, bob);
      await bob.decline?.();
      await failure(context, "the failing transfer", failing);
      await context.pass(2_000);
      equal((await call.snapshot()).state, "connected");
      const transferring = begun(call.transfer(bob.party));
      await rings(context, bob);
      await bob.answer?.();
      await leaves(context, call.ref, "transfer");
      await context.finish("the transfer is done", transferring);
      await bob.hangUp?.();
      await context.pass(2_000);
      const left = typesOf(context, call.ref).filter((type) => type === "call-ended" || type === "call-returned");
      equal(left.length, 1);
      for (const { status = 0, url } of context.callbacks.all.slice(before))
        ok(status >= 200 && status < 300, `a callback to ${url} was answered with ${status}`);
    },
  },
  {
    name: "a transfer that is not picked up fails when the provider reports it, not before",
    needs: { bob: ["ignore"] },
    async run(context) {
      const bob = bobOf(context);
      const call = await onTheLine(context);
      const transferring = call.transfer(bob.party);
      begun(transferring);
      await accepted(context, "the transfer", transferring);
      await rings(context, bob);
      await bob.ignore?.();
      const [failed] = await context.until("the transfer fails", () => failures(context, transferring), longestRingMs);
      equal(failed?.error.code, "operation-failed", `it was given up here: ${failed?.error.message}`);
    },
  },
  {
    name: "a lost transfer is sent again, and rings once",
    async run(context) {
      const bob = bobOf(context);
      const call = await onTheLine(context);
      await sentAgain(context, "transfer", () => call.transfer(bob.party).accepted);
      await rings(context, bob);
      equal(bob.calls(), 1);
      await bob.answer?.();
      await leaves(context, call.ref, "transfer");
    },
  },
]);
