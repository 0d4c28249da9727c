import { deepEqual, equal, ok } from "node:assert/strict";
import { type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { type Callback, callbackOf, requestOf } from "../../stage/callbacks.js";
import { onTheLine, pickedUp } from "../../stage/calls.js";
import { lastCallback, received } from "../../stage/events.js";

/** What arrives from the internet. */
export const webhook = inGroup("webhook", {}, [
  {
    name: "a callback without credentials is refused, and has no effect",
    needs: { line: true },
    async run(context) {
      await costsNothing(context, await onTheLine(context), async (callback) => {
        const headers = callback.headers.filter(([name]) => name === "content-type");
        return context.callbacks.send(callback, { url: withoutQuery(callback.url), headers });
      });
    },
  },
  {
    name: "a callback with changed credentials is refused, and has no effect",
    needs: { line: true },
    async run(context) {
      await costsNothing(context, await onTheLine(context), async (callback) => {
        const headers = callback.headers.map(([name, value]): [string, string] =>
          name === "content-type" ? [name, value] : [name, spoiled(value)],
        );
        return context.callbacks.send(callback, { headers });
      });
    },
  },
  {
    name: "a callback that a proxy delivers at another address is accepted",
    needs: { line: true },
    async run(context) {
      await onTheLine(context);
      for (const callback of context.callbacks.all) {
        const { pathname, search } = new URL(callback.url);
        const status = await context.callbacks.send(callback, {
          url: `http://10.0.0.7:8080/internal${pathname}${search}`,
        });
        equal(Math.floor(status / 100), 2, `it is answered ${status}, and was sent to ${callback.url}`);
      }
    },
  },
  {
    name: "the forgeries that the cloud under test makes are refused, and have no effect",
    needs: { line: true },
    async run(context) {
      const forgeries = Object.entries(context.under.forgeries);
      ok(forgeries.length > 0, "forgeries is empty: make at least one callback that your cloud would never send");
      const call = await onTheLine(context);
      // 503 is for a token that is wrong only in its time: a clock may be to blame, and the callback must be sent again.
      for (const [name, forge] of forgeries)
        await costsNothing(context, call, forge, { what: name, statuses: [401, 403, 503] });
    },
  },
  {
    name: "a sender without rights to a call is refused, and has no effect",
    needs: { line: true },
    async run(context) {
      const { callbacks, under } = context;
      requireJudgment(context);
      if (!under.stranger) context.leaveOut("the adapter under test has no stranger");
      const stranger = async (callback: Callback) => {
        const { url, headers, body } = await callbackOf(
          (await under.stranger?.(requestOf(callback))) ?? requestOf(callback),
        );
        return callbacks.send(callback, { url, headers, body });
      };
      await costsNothing(context, await onTheLine(context), stranger, { what: "the stranger", statuses: [403] });
    },
  },
  {
    name: "the decision about a sender is the same each time, with any memo that an earlier version may have kept",
    needs: { line: true },
    async run(context) {
      const { requests, under } = context;
      const { webhook } = under.adapter;
      requireJudgment(context);
      await onTheLine(context);
      const principal = requests.readings[0]?.principal ?? { role: "" };
      for (const memo of [null, {}, [], "text", 7, { of: { another: "version" } }]) {
        const once = webhook.refuseSender?.(principal, memo);
        const again = webhook.refuseSender?.(principal, memo);
        equal(once, again);
        ok(once === undefined || typeof once === "string", `it was answered ${String(once)}`);
      }
    },
  },
  {
    name: "a callback of one call is refused at the address of another",
    needs: { verbs: ["create"], ada: ["answer"], bob: ["answer", "hangUp"] },
    async run(context) {
      const [one, two] = [await pickedUp(context), await pickedUp(context, context.under.bob)];
      const addressOfOne = context.requests.of("create")[0]?.context.callbackUrl ?? "";
      const before = context.callbacks.all.length;
      context.callbacks.delivery = "held";
      await context.under.bob?.hangUp?.();
      await context.until("the end is in flight", () => context.callbacks.all[before]);
      await context.pass(2_000);
      for (const callback of context.callbacks.all.slice(before)) {
        const status = await context.callbacks.send(callback, { url: addressOfOne });
        ok(status >= 400 && status < 500, `it was answered with ${status}`);
      }
      await context.pass(1_000);
      equal((await one.snapshot()).state, "connected");
      await context.callbacks.release();
      await context.until("the other call ends", async () => ((await two.snapshot()).end ? true : undefined));
    },
  },
  {
    name: "a malformed body never causes a server error, and the call goes on",
    needs: { line: true, ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      for (const body of ["", "{", "null", "[]", '"text"', "\u0000\uffff", "a=b&c", "[".repeat(5_000)]) {
        const status = await context.callbacks.send(lastCallback(context), { body: new TextEncoder().encode(body) });
        ok(status >= 200 && status < 500, `${JSON.stringify(body.slice(0, 20))} was answered with ${status}`);
      }
      await context.pass(1_000);
      equal((await call.snapshot()).state, "connected");
      await context.under.ada.hangUp?.();
      await context.until("the call ends", () => received(context, "call-ended")[0]);
    },
  },
]);

/** Leaves the case out where senders have the same rights. */
function requireJudgment({ under: { adapter }, leaveOut }: AdapterContext): void {
  if (!adapter.webhook.refuseSender)
    leaveOut(`${adapter.name} lets every accepted sender send callbacks about every call`);
}

/** Sends a callback about a live call that must be refused, and expects no event and no change. */
async function costsNothing(
  context: AdapterContext,
  call: SuiteCall,
  send: (callback: Callback) => Promise<number>,
  { what, statuses }: { readonly what: string; readonly statuses: readonly number[] } = {
    what: "it",
    statuses: [401, 403],
  },
): Promise<void> {
  await context.pass(2_000);
  const before = context.events.length;
  const status = await send(lastCallback(context));
  ok(statuses.includes(status), `${what} was answered with ${status}`);
  await context.pass(2_000);
  deepEqual(
    context.events.slice(before).map(({ type }) => type),
    [],
  );
  equal((await call.snapshot()).state, "connected");
}

/** Changed only at its end, so that it still looks like the original. */
function spoiled(value: string): string {
  const end = value.slice(-12).replaceAll(/[a-z0-9]/gi, (letter) => (letter === "A" ? "B" : "A"));
  return value.slice(0, -12) + end;
}

function withoutQuery(url: string): string {
  return url.split("?", 1)[0] ?? "";
}
