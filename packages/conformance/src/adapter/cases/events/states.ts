import { deepEqual, equal, ok } from "node:assert/strict";
import type { EndContext, EndKind } from "@trunkline/core";
import { type AdapterCase, inGroup } from "../../stage/adapter-case.js";
import { onTheLine, pickedUp, ringing } from "../../stage/calls.js";
import { ends as ended, ends, told, typesOf } from "../../stage/events.js";

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

/** What the one who was called does, and how the call ends by it. */
const answersOfAda = [
  ["decline", "declined", "a call that is declined"],
  ["busy", "busy", "a call to somebody who is on another call"],
  ["ignore", "no-answer", "a call that nobody picks up"],
] as const;

const kinds: ReadonlySet<EndKind> = new Set([
  ...(["hung-up", "remote-hung-up", "declined", "busy", "no-answer", "unreachable", "canceled", "rejected"] as const),
  ...(["redirected", "transferred", "removed", "keep-alive-lost", "network", "failed", "unknown"] as const),
]);

const contexts: readonly EndContext[] = (["incoming", "outgoing"] as const).flatMap((direction) =>
  [true, false].map((wasConnected) => ({ direction, wasConnected })),
);

/** Why calls end. */
export const endings: readonly AdapterCase[] = [
  ...inGroup("ends", { line: true, ada: ["hangUp"] }, [
    {
      name: "a call that the other side ends has ended so, once",
      async run(context) {
        const call = await onTheLine(context);
        await context.under.ada.hangUp?.();
        await ended(context, call.ref, "remote-hung-up");
        equal((await call.snapshot()).end?.kind, "remote-hung-up");
      },
    },
  ]),
  ...answersOfAda.flatMap(([act, kind, who]) =>
    inGroup("ends", { verbs: ["create"], ada: ["answer", act] }, [
      {
        name: `${who} has ended as ${kind}, once, without having been connected`,
        async run(context) {
          const call = await ringing(context);
          await context.under.ada[act]?.();
          await ended(context, call.ref, kind);
          ok(!context.events.some(({ type }) => type === "call-connected"), "it was connected");
        },
      },
    ]),
  ),
  ...inGroup("ends", {}, [
    {
      name: "a reason is told of any figures, with the figures, and always the same",
      async run({ under }) {
        for (const code of [0, 200, 404, 486, 487, 603, 999, -1]) {
          for (const context of contexts) {
            const said = Object.freeze({ code, subcode: 0, message: "as the provider says" });
            const reason = under.adapter.endReason(said, Object.freeze(context));
            ok(kinds.has(reason.kind), `${reason.kind} is no kind of end`);
            equal(reason.code, code);
            deepEqual(under.adapter.endReason(said, context), reason);
          }
        }
      },
    },
    {
      name: "figures that no table can have are unknown: they are not guessed at",
      async run({ under }) {
        for (const context of contexts)
          equal(under.adapter.endReason({ code: 77, subcode: 77_777_777, message: "" }, context).kind, "unknown");
      },
    },
  ]),
];
