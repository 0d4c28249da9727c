import { equal, notEqual, ok } from "node:assert/strict";
import type { Operation } from "@trunkline/core";
import type { AdapterCase, AdapterContext, Needs, SuiteCall } from "../../stage/adapter-case.js";
import type { PersonUnderTest } from "../../stage/adapter-under-test.js";
import { bobOf, onTheLine, pickedUp } from "../../stage/calls.js";
import { ends, isOver, received } from "../../stage/events.js";
import { begun, failure, refusalOf } from "../../stage/work.js";

/** The bot has talked with the target, who takes its place in the call: natively, or by moving (`limits.replacesByMoving`). */
export const consultative: readonly (Pick<AdapterCase, "name" | "run"> & { readonly needs: Needs })[] = [
  {
    name: "the other party and a target with whom the bot has talked are left together, and both calls end here",
    needs: { verbs: ["create"] },
    async run(context) {
      const { ada, bob, one, two } = await inTwoCalls(context);
      const transferring = begun(one.transfer(bob.party, { replaces: two }));
      await requireConsultative(context, transferring);
      await context.finish("the transfer is done", transferring);
      await ends(context, one.ref, "transferred");
      await isOver(context, two.ref);
      equal(ada.calls(), 1, "Ada has lost the call");
      equal(bob.calls(), 1, "Bob has lost the call");
    },
  },
  {
    name: "a target who has hung up in the meantime fails it, and the other party is not left alone",
    needs: { verbs: ["create"], bob: ["hangUp"] },
    async run(context) {
      const { ada, bob, one, two } = await inTwoCalls(context);
      context.callbacks.delivery = "held";
      await bob.hangUp?.();
      await context.pass(1_000);
      const transferring = begun(one.transfer(bob.party, { replaces: two }));
      await requireConsultative(context, transferring);
      await context.pass(1_000);
      await context.callbacks.release();
      const error = await failure(context, "the transfer", transferring);
      notEqual(error.code, "outcome-unknown", "it is said that the transfer may have happened");
      await context.pass(5_000);
      ok(!received(context, "call-ended").some(({ call }) => call.ref === one.ref), "the bot has left Ada alone");
      equal((await one.snapshot()).state, "connected");
      equal(ada.calls(), 1);
    },
  },
];

interface TwoCalls {
  readonly ada: PersonUnderTest;
  readonly bob: PersonUnderTest;
  readonly one: SuiteCall;
  readonly two: SuiteCall;
}

async function inTwoCalls(context: AdapterContext): Promise<TwoCalls> {
  const bob = bobOf(context);
  const one = await onTheLine(context);
  const two = await pickedUp(context, bob);
  return { ada: context.under.ada, bob, one, two };
}

/** Leaves the case out where the cloud has no transfer to somebody with whom the bot talks. */
async function requireConsultative(context: AdapterContext, { accepted }: Operation<unknown>): Promise<void> {
  const { requests } = context;
  const taken = accepted.catch((error: unknown) => {
    if (requests.of("transfer").length + requests.of("addParticipant").length === 0) throw error;
  });
  const refusal = await refusalOf(context, "a consultative transfer", () => taken);
  if (refusal) context.leaveOut(refusal.message);
}
