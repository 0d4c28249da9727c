import { deepEqual, equal, ok } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { onTheLine, pickedUp, ringing } from "../../ask/calls.js";
import { ends, told, typesOf } from "../../ask/told.js";

/** How a call moves: forward only, whatever becomes of its callbacks on the way. */
export const states = inGroup("states", { line: true }, [
  {
    name: "callbacks that arrive twice are told once",
    needs: { ada: ["hangUp"] },
    async run(context) {
      context.callbacks.delivery = "twice";
      const call = await onTheLine(context);
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
      equal(told(context, "call-connected").length, 1);
      ok(context.callbacks.all.length > 0, "there were no callbacks");
    },
  },
  {
    name: "connection and end that arrive the wrong way round are told as one end",
    needs: { verbs: ["create"], ada: ["answer", "hangUp"] },
    async run(context) {
      const call = await ringing(context);
      context.callbacks.delivery = "held";
      await context.under.ada.answer?.();
      await context.pass(2_000);
      await context.under.ada.hangUp?.();
      await context.pass(2_000);
      await context.callbacks.release("reversed");
      await ends(context, call.ref);
      equal((await call.snapshot()).state, "disconnected");
      equal(told(context, "call-connected").length, 0);
    },
  },
  {
    name: "callbacks that arrive once more after the end change nothing",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
      const before = typesOf(context, call.ref);
      for (const callback of [...context.callbacks.all]) await context.callbacks.send(callback);
      await context.pass(2_000);
      deepEqual(typesOf(context, call.ref), before);
      equal((await call.snapshot()).state, "disconnected");
    },
  },
  {
    name: "that it rings at the other side is told before the connection",
    needs: { verbs: ["create"], observes: ["ringing"], ada: ["answer"] },
    async run(context) {
      await pickedUp(context);
      deepEqual(
        context.events.flatMap((event) =>
          event.type === "call-changed" ? [event.state] : event.type === "call-connected" ? ["connected"] : [],
        ),
        ["ringing", "connected"],
      );
    },
  },
]);
