import { deepEqual, ok } from "node:assert/strict";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { type Callback, requestOf } from "../../stage/callbacks.js";

/** A bot with several accounts of one provider. */
export const accounts = inGroup("accounts", { parts: ["otherAccount"], ada: ["dial"] }, [
  {
    name: "of two accounts the one that is called has the caller, whichever comes first",
    async run(context) {
      const callbacks = await announcedElsewhere(context);
      for (const order of [["called", "other"] as const, ["other", "called"] as const])
        deepEqual(await offeredTo(context, callbacks, order), ["called"], `in the order ${order.join(", ")}`);
    },
  },
  {
    name: "a caller whose announcement carries no credentials is refused by both accounts",
    async run(context) {
      const callbacks = await announcedElsewhere(context);
      const bare = callbacks.map((callback) => ({ ...callback, url: withoutQuery(callback.url), headers: [] }));
      deepEqual(await offeredTo(context, bare, ["called", "other"], [401, 403]), []);
    },
  },
]);

type AccountName = "called" | "other";

/** Ada calls the bot, and it is for another bot to hear of it. */
async function announcedElsewhere(context: AdapterContext): Promise<readonly Callback[]> {
  const { callbacks, under } = context;
  callbacks.delivery = "lost";
  await under.ada.dial?.();
  await context.until("the call is announced", () => callbacks.all[0]);
  return callbacks.all;
}

/** Hands callbacks to a bot with both accounts. @returns the accounts that have a caller then. */
async function offeredTo(
  { under, another, finish, pass }: AdapterContext,
  callbacks: readonly Callback[],
  order: readonly AccountName[],
  refusals: readonly number[] = [],
): Promise<readonly string[]> {
  const { adapter, otherAccount = adapter } = under;
  const accounts = { called: adapter, other: otherAccount };
  const bot = another(Object.fromEntries(order.map((name) => [name, accounts[name]])));
  const incoming: string[] = [];
  bot.on("incoming", ({ ref }) => void incoming.push(ref.replace(/^.*~/, "")));
  for (const callback of callbacks) {
    const { status } = await finish("the bot answers", bot.handle(requestOf(callback)));
    ok(refusals.length > 0 ? refusals.includes(status) : status < 300, `it was answered ${status}`);
  }
  await pass(1_000);
  return incoming;
}

function withoutQuery(url: string): string {
  return url.split("?", 1)[0] ?? "";
}
