import { equal, ok } from "node:assert/strict";
import type { CallingEvent } from "@trunkline/core";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { type Callback, callbackOf, requestOf } from "../../stage/callbacks.js";
import { onTheLine } from "../../stage/calls.js";
import { lastCallback, received } from "../../stage/events.js";

/** Callbacks of kinds that the cloud may add later. */
export const unrecognized = inGroup("unrecognized", { parts: ["strange"], line: true }, [
  {
    name: "a callback of an unknown kind is acknowledged and reported, and the call goes on",
    async run(context) {
      const call = await onTheLine(context);
      const strange = await makeStrange(context);
      const status = await context.callbacks.send(strange);
      ok(status >= 200 && status < 300, `it was answered with ${status}`);
      await context.until("the event is reported", () => reportsOf(context, strange)[0]);
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "an unknown callback that arrives twice is reported once",
    async run(context) {
      await onTheLine(context);
      const strange = await makeStrange(context);
      for (let sent = 0; sent < 2; sent++) await context.callbacks.send(strange);
      await context.pass(2_000);
      equal(reportsOf(context, strange).length, 1);
    },
  },
]);

/** Turns the last callback of the call into one of an unknown kind. */
async function makeStrange(context: AdapterContext): Promise<Callback> {
  const strange = await context.under.strange?.(requestOf(lastCallback(context)));
  if (!strange) throw new Error("the adapter under test made no callback");
  return callbackOf(strange);
}

/** What the bot received of this callback. Unknown events that the cloud under test sends itself do not count. */
function reportsOf(context: AdapterContext, { body }: Callback): readonly CallingEvent<"unrecognized">[] {
  const readings = context.requests.readings.filter(({ inbound }) => Buffer.compare(inbound.body, body) === 0);
  const types = readings.flatMap(({ parsed }) =>
    parsed.signals.flatMap((signal) => (signal.kind === "unrecognized" ? [signal.type] : [])),
  );
  return received(context, "unrecognized").filter(({ name }) => types.includes(name));
}
