import { equal, ok } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { callbackOf, requestOf } from "../../stage/callbacks.js";
import { onTheLine } from "../../stage/calls.js";
import { lastCallback, told } from "../../stage/events.js";

/** What the cloud begins to send tomorrow. */
export const unrecognized = inGroup("unrecognized", { parts: ["strange"], line: true }, [
  {
    name: "a callback of a kind that nobody knows is acknowledged and told, and the call goes on",
    async run(context) {
      const call = await onTheLine(context);
      const status = await sendStrange(context);
      ok(status >= 200 && status < 300, `it was answered ${status}`);
      await context.until("it is told", () => told(context, "unrecognized")[0]);
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "one that arrives twice is told once",
    async run(context) {
      await onTheLine(context);
      await sendStrange(context, 2);
      await context.pass(2_000);
      equal(told(context, "unrecognized").length, 1);
    },
  },
]);

/** Sends the last callback of the call, made into one of a kind that nobody knows. @returns what it was answered. */
async function sendStrange(context: AdapterContext, times = 1): Promise<number> {
  const { callbacks, under } = context;
  const strange = await under.strange?.(requestOf(lastCallback(context)));
  if (!strange) throw new Error("the adapter under test made no callback of it");
  const callback = await callbackOf(strange);
  let status = 0;
  for (let sent = 0; sent < times; sent++) status = await callbacks.send(callback);
  return status;
}
