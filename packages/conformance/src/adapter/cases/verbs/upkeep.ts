import { equal, ok } from "node:assert/strict";
import { inGroup } from "../../stage/adapter-case.js";
import { onTheLine, ringing } from "../../stage/calls.js";
import { isOver, told } from "../../stage/events.js";

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

/** Core tells the cloud that the bot is alive. */
export const keepAlive = inGroup("keepAlive", { verbs: ["keepAlive"], line: true }, [
  {
    name: "the cloud hears from the bot as often as it wants to, and the call stays up",
    async run(context) {
      const { keepAliveEveryMs } = context.under.adapter.limits;
      if (keepAliveEveryMs === undefined) throw new Error("limits.keepAliveEveryMs does not say how often");
      const call = await onTheLine(context);
      for (let times = 0; times < 5; times++) await context.pass(keepAliveEveryMs);
      ok(context.requests.of("keepAlive").length >= 5, "the cloud did not hear from the bot");
      equal((await call.snapshot()).state, "connected");
    },
  },
]);
