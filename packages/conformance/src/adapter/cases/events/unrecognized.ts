import { equal, ok } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { callbackOf, requestOf } from "../../stage/callbacks.js";
import { onTheLine } from "../../stage/calls.js";
import { lastCallback, received } from "../../stage/events.js";

/** Callbacks of kinds that the cloud may add later. */
export const unrecognized = inGroup("unrecognized", { parts: ["strange"], line: true }, [
  {
    name: "a callback of an unknown kind is acknowledged and reported, and the call goes on",
    async run(context) {
      const call = await onTheLine(context);
      const status = await sendStrange(context);
      ok(status >= 200 && status < 300, `it was answered with ${status}`);
      await context.until("the event is reported", () => received(context, "unrecognized")[0]);
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "an unknown callback that arrives twice is reported once",
    async run(context) {
      await onTheLine(context);
      await sendStrange(context, 2);
      await context.pass(2_000);
      equal(received(context, "unrecognized").length, 1);
    },
  },
]);

/** Turns the last callback of the call into one of an unknown kind and sends it. @returns the status of the bot's last answer. */
async function sendStrange(context: AdapterContext, times = 1): Promise<number> {
  const { callbacks, under } = context;
  const strange = await under.strange?.(requestOf(lastCallback(context)));
  if (!strange) throw new Error("the adapter under test made no callback");
  const callback = await callbackOf(strange);
  let status = 0;
  for (let sent = 0; sent < times; sent++) status = await callbacks.send(callback);
  return status;
}
