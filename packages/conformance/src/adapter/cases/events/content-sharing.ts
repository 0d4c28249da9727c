import { deepEqual } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../adapter-case.js";
import { onTheLine } from "../../ask/calls.js";
import { told } from "../../ask/told.js";

/** Screens that are shared. */
export const contentSharing = inGroup(
  "content sharing",
  { observes: ["contentSharing"], line: true, ada: ["startSharing", "stopSharing"] },
  [
    {
      name: "that somebody begins and stops to share is told, of one session",
      async run(context) {
        await onTheLine(context);
        await share(context);
        deepEqual(changes(context), ["started", "ended"]);
        const [started, ended] = told(context, "content-sharing-changed");
        deepEqual(ended?.session, started?.session);
      },
    },
    {
      name: "callbacks about it that arrive twice are told once",
      async run(context) {
        await onTheLine(context);
        context.callbacks.delivery = "twice";
        await share(context);
        deepEqual(changes(context), ["started", "ended"]);
      },
    },
  ],
);

async function share(context: AdapterContext): Promise<void> {
  await context.under.ada.startSharing?.();
  await context.pass(2_000);
  await context.under.ada.stopSharing?.();
  await context.pass(2_000);
}

function changes(context: AdapterContext): readonly string[] {
  return told(context, "content-sharing-changed").map(({ change }) => change);
}
