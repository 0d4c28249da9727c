import { equal, ok } from "node:assert/strict";
import { inGroup } from "../../adapter-case.js";
import { onTheLine } from "../../ask/calls.js";

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
