import { equal, ok } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { onTheLine, ringing } from "../../ask/calls.js";
import { isOver, told } from "../../ask/told.js";

/** How often core compares a live call with the provider, ms: its default, and a little more. */
const reconcileMs = 5 * 60_000 + 1_000;

/** Core asks how a call stands. */
export const inspect = inGroup("inspect", { verbs: ["inspect"], line: true }, [
  {
    name: "a call whose end was never told is found to be over",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      context.callbacks.delivery = "lost";
      await context.under.ada.hangUp?.();
      await context.pass(reconcileMs);
      equal((await isOver(context, call.ref, 5_000)).source, "reconciled");
    },
  },
  {
    name: "a call that is up stays up when it is asked about",
    async run(context) {
      const call = await onTheLine(context);
      await context.pass(reconcileMs);
      ok(context.requests.of("inspect").length > 0, "nobody asked");
      equal((await call.snapshot()).state, "connected");
      equal(told(context, "call-ended").length, 0);
    },
  },
  {
    name: "a call whose connection was never told is found to be connected",
    needs: { verbs: ["create"], ada: ["answer"] },
    async run(context) {
      const call = await ringing(context);
      context.callbacks.delivery = "lost";
      await context.under.ada.answer?.();
      await context.pass(context.under.adapter.limits.setUpMs ?? 120_000);
      await context.finish("the call is found connected", call.connected);
    },
  },
]);
