import { deepEqual, equal, ok } from "node:assert/strict";
import type { EndContext, EndKind } from "@trunkline/core";
import { type AdapterCase, inGroup } from "../../stage/adapter-case.js";
import { onTheLine, pickedUp, ringing } from "../../stage/calls.js";
import { ends as ended, ends, received, typesOf } from "../../stage/events.js";

/** The states of a call: they only move forward, however its callbacks arrive. */
export const states = inGroup("states", { line: true }, [
  {
    name: "callbacks that arrive twice are reported once",
    needs: { ada: ["hangUp"] },
    async run(context) {
      context.callbacks.delivery = "twice";
      const call = await onTheLine(context);
      await context.under.ada.hangUp?.();
      await ends(context, call.ref, "remote-hung-up");
      equal(received(context, "call-connected").length, 1);
      ok(context.callbacks.all.length > 0, "there were no callbacks");
    },
  },
  {
    name: "a connection that arrives after the end is not reported",
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
      equal(received(context, "call-connected").length, 0);
    },
  },
  {
    name: "callbacks that arrive again after the end change nothing",
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
    name: "ringing is reported before the connection",
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

/** What the person who is called does, and how that ends the call. */
const answersOfAda = [
  ["decline", "declined", "a call that is declined"],
  ["busy", "busy", "a call to a busy line"],
  ["ignore", "no-answer", "a call that is not picked up"],
] as const;

const kinds: ReadonlySet<EndKind> = new Set([
  ...(["hung-up", "remote-hung-up", "declined", "busy", "no-answer", "unreachable", "canceled", "rejected"] as const),
  ...([
    "redirected",
    "transferred",
    "removed",
    "time-limit",
    "keep-alive-lost",
    "network",
    "failed",
    "unknown",
  ] as const),
]);

const contexts: readonly EndContext[] = (["incoming", "outgoing"] as const).flatMap((direction) =>
  [true, false].map((wasConnected) => ({ direction, wasConnected })),
);

/** Why calls end. */
export const endings: readonly AdapterCase[] = [
  ...inGroup("ends", { line: true, ada: ["hangUp"] }, [
    {
      name: "a call that the other party ends is reported as remote-hung-up, once",
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
        name: `${who} ends as ${kind}, once, without having been connected`,
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
      name: "every result code yields a reason with that code, the same one each time",
      async run({ under }) {
        for (const code of [0, 200, 404, 486, 487, 603, 999, -1, "", "user_busy", "a word of no provider"]) {
          for (const context of contexts) {
            const result = Object.freeze({ code, subcode: 0, message: "as the provider says" });
            const reason = under.adapter.endReason(result, Object.freeze(context));
            ok(kinds.has(reason.kind), `${reason.kind} is not an end kind`);
            equal(reason.code, code);
            deepEqual(under.adapter.endReason(result, context), reason);
          }
        }
      },
    },
    {
      name: "codes that no table contains yield unknown",
      async run({ under }) {
        const unheardOf = [
          { code: 77, subcode: 77_777_777 },
          { code: "levitated", subcode: "twice" },
        ] as const;
        for (const context of contexts)
          for (const codes of unheardOf)
            equal(under.adapter.endReason({ ...codes, message: "" }, context).kind, "unknown");
      },
    },
  ]),
];
