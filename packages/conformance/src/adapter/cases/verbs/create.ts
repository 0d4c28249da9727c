import { equal, ok } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { callOut, pickedUp, ringing, together } from "../../ask/calls.js";
import { connectsOnce, ends } from "../../ask/told.js";
import { sentAgain } from "./sent-again.js";

/** The bot calls. */
export const create = inGroup("create", { verbs: ["create"], ada: ["answer"] }, [
  {
    name: "a call that is picked up connects, once, and has the provider's id",
    async run(context) {
      await connectsOnce(context, await pickedUp(context));
      equal(context.under.ada.calls(), 1);
    },
  },
  {
    name: "a call is not connected before it is picked up",
    async run(context) {
      const call = await ringing(context);
      await context.pass(2_000);
      const { state } = await call.snapshot();
      ok(state === "connecting" || state === "ringing", `it is ${state}`);
    },
  },
  {
    name: "several are called together, and the call connects",
    needs: { parts: ["group"] },
    async run(context) {
      await connectsOnce(context, await together(context));
    },
  },
  {
    name: "a call whose answer was lost is not made twice",
    async run(context) {
      const { under } = context;
      const call = await sentAgain(context, "create", () => callOut(context, under.ada.party));
      equal(under.ada.calls(), 1);
      await under.ada.answer?.();
      await context.finish("the call connects", call.connected);
    },
  },
  {
    name: "a call that nobody has picked up is taken back",
    needs: { verbs: ["hangUp"] },
    async run(context) {
      const call = await ringing(context);
      await context.finish("the hang-up is done", call.hangUp());
      await ends(context, call.ref, "hung-up");
      equal(context.under.ada.calls(), 0);
    },
  },
]);
