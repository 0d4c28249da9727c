import { deepEqual, equal, ok } from "node:assert/strict";
import type { EndContext, EndKind } from "@trunkline/core";
import { type AdapterCase, inGroup } from "../../adapter-case.js";
import { onTheLine, ringing } from "../../ask/calls.js";
import { ends as ended } from "../../ask/told.js";

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
export const ends: readonly AdapterCase[] = [
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
