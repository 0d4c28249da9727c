import { deepEqual, equal } from "node:assert/strict";
import { type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { onTheLine } from "../../stage/calls.js";
import { received } from "../../stage/events.js";
import { begun } from "../../stage/work.js";

/** Keys that the other side presses. */
export const tones = inGroup("tones", { keys: true, line: true, ada: ["press"] }, [
  {
    name: "every telephone key is reported as itself, in order, once",
    async run(context) {
      const keys = "1234567890*#ABCD";
      await listening(context);
      await context.under.ada.press?.(keys);
      await receivesKeys(context, keys);
    },
  },
  {
    name: "a key that is pressed repeatedly is reported each time",
    async run(context) {
      await listening(context);
      await context.under.ada.press?.("5555");
      await receivesKeys(context, "5555");
    },
  },
  {
    name: "keys whose callbacks arrive twice are reported once",
    async run(context) {
      await listening(context);
      context.callbacks.delivery = "twice";
      await context.under.ada.press?.("123");
      await receivesKeys(context, "123");
    },
  },
  {
    name: "keys whose callbacks arrive out of order are reported in the order they were pressed",
    async run(context) {
      await listening(context);
      context.callbacks.delivery = "held";
      await context.under.ada.press?.("123");
      await context.pass(2_000);
      await context.callbacks.release("reversed");
      const numbered = context.requests.readings.some(({ parsed }) =>
        parsed.signals.some((signal) => signal.kind === "dtmf" && signal.sequence !== undefined),
      );
      const { name, limits } = context.under.adapter;
      if (!numbered && limits.tonesLateByMs === undefined)
        context.leaveOut(`${name} does not number tones, nor say how late one may arrive (limits.tonesLateByMs)`);
      await receivesKeys(context, "123");
    },
  },
  {
    name: "keys are reported for as long as the call lasts",
    async run(context) {
      await listening(context);
      await context.under.ada.press?.("1");
      await context.pass(60_000);
      await context.under.ada.press?.("2");
      await context.pass(60_000);
      await context.under.ada.press?.("3");
      await receivesKeys(context, "123");
    },
  },
  {
    name: "the iterator yields the keys, and ends with the call",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      const iterated = begun(all(call));
      await subscribed(context, iterated);
      await context.under.ada.press?.("12");
      await receivesKeys(context, "12");
      await context.under.ada.hangUp?.();
      deepEqual(await context.finish("the iterator ends", iterated), ["1", "2"]);
    },
  },
]);

/** A call with a bot that listens for keys. */
async function listening(context: AdapterContext): Promise<SuiteCall> {
  const call = await onTheLine(context);
  await subscribed(context, begun(all(call)));
  return call;
}

/** Keys are reported from now on. @throws the error of `keys`, the bot's iterator, when they cannot be. */
async function subscribed(context: AdapterContext, keys: Promise<unknown>): Promise<void> {
  const { under, requests, until, pass } = context;
  const failed = failureOf(keys);
  const done = () => under.adapter.observations.keysAlways || requests.of("subscribeDtmf").length > 0 || undefined;
  await until("the tone subscription is requested", () => failed() ?? done());
  await pass(1_000);
  const failure = failed();
  if (failure) throw new Error(`the keys cannot be listened to: ${String(failure.error)}`, { cause: failure.error });
}

/** What the work has failed with; `undefined` while it has not. */
function failureOf(work: Promise<unknown>): () => { readonly error: unknown } | undefined {
  let failure: { readonly error: unknown } | undefined;
  work.catch((error: unknown) => {
    failure = { error };
  });
  return () => failure;
}

async function all(call: SuiteCall): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of call.dtmf()) keys.push(key);
  return keys;
}

async function receivesKeys(context: AdapterContext, keys: string): Promise<void> {
  await context.pass(5_000);
  const errors = received(context, "error").map(({ error }) => `; the bot received the error: ${String(error)}`);
  const reported = received(context, "dtmf-received").map(({ tone }) => tone);
  equal(reported.join(""), keys, `"${reported.join("")}" was reported of the keys "${keys}"${errors.join("")}`);
}
