import { deepEqual, equal } from "node:assert/strict";
import type { CollectOptions, CollectResult, Operation } from "@trunkline/core";
import { type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { onTheLine, prompt } from "../../stage/calls.js";
import { received } from "../../stage/events.js";
import { accepted, refusalOf, sentAgain } from "../../stage/work.js";

type Options = CollectOptions<AdapterContext["under"]["adapter"]>;

/** Keys are collected with the same result by every cloud that does it itself, and by core for all others. */
export const collectDtmf = inGroup("collectDtmf", { collects: true, line: true, ada: ["press"] }, [
  {
    name: "a key stops the prompt and counts, and the stop tone ends the collection",
    async run(context) {
      const call = await onTheLine(context);
      const collecting = call.collectDtmf({ prompt, max: 5, stopOn: "#" });
      await listens(context, collecting, "after a prompt");
      await context.under.ada.press?.("12#");
      deepEqual(await context.finish("the collection ends", collecting), { tones: "12", endedBy: "stop-tone" });
      equal(context.requests.of("cancelMedia").length, isNative(context) ? 0 : 1);
    },
  },
  {
    name: "as many keys as were asked for end the collection, and those pressed before it do not count",
    async run(context) {
      const call = await onTheLine(context);
      await context.under.ada.press?.("9");
      await context.pass(1_000);
      const collecting = call.collectDtmf({ max: 2 });
      await listens(context, collecting);
      await context.under.ada.press?.("12");
      deepEqual(await context.finish("the collection ends", collecting), { tones: "12", endedBy: "max" });
    },
  },
  {
    name: "without a key, the first-tone timeout starts when the prompt ends, and the result is no-input",
    async run(context) {
      const call = await onTheLine(context);
      const collecting = call.collectDtmf({ prompt, max: 1, firstToneMs: 5_000 });
      deepEqual(await context.finish("the collection ends", collecting), { tones: "", endedBy: "no-input" });
    },
  },
  {
    name: "a key that does not come in time ends the collection with those before it",
    async run(context) {
      const call = await onTheLine(context);
      const collecting = call.collectDtmf({ max: 4, stopOn: "#", interToneMs: 4_000 });
      await listens(context, collecting);
      await context.under.ada.press?.("12");
      deepEqual(await context.finish("the collection ends", collecting), {
        ...{ tones: "12", endedBy: "inter-tone-timeout" },
      });
    },
  },
  {
    name: "a collection that is canceled yields the keys so far",
    async run(context) {
      const call = await onTheLine(context);
      const collecting = call.collectDtmf({ max: 4 });
      await listens(context, collecting);
      await context.under.ada.press?.("12");
      await context.pass(1_000);
      await context.finish("the cancel is done", collecting.cancel());
      deepEqual(await context.finish("the collection ends", collecting), { tones: "12", endedBy: "canceled" });
    },
  },
  {
    name: "the prompt of a collection that is canceled is not played on, and the next one plays to its end",
    needs: { verbs: ["play"] },
    async run(context) {
      const call = await onTheLine(context);
      const collecting = call.collectDtmf({ prompt, max: 4 });
      await listens(context, collecting, "after a prompt");
      await context.finish("the cancel is done", call.cancelMedia());
      deepEqual(await context.finish("the collection ends", collecting), { tones: "", endedBy: "canceled" });
      equal((await context.finish("the next prompt ends", call.play(prompt))).endedBy, "completed");
    },
  },
  {
    name: "a caller who hangs up ends the collection with the keys so far",
    needs: { ada: ["hangUp"] },
    async run(context) {
      const call = await onTheLine(context);
      const collecting = call.collectDtmf({ max: 4 });
      await listens(context, collecting);
      await context.under.ada.press?.("12");
      await context.pass(1_000);
      await context.under.ada.hangUp?.();
      deepEqual(await context.finish("the collection ends", collecting), { tones: "12", endedBy: "call-ended" });
    },
  },
  {
    name: "each of several stop keys ends the collection",
    async run(context) {
      const call = await onTheLine(context);
      await collectedOrRefused(context, call, { stopOn: "#*" }, async () => {
        await context.under.ada.press?.("1*");
        return { tones: "1", endedBy: "stop-tone" };
      });
    },
  },
  {
    name: "without barge-in, keys pressed during the prompt do not count",
    async run(context) {
      const call = await onTheLine(context);
      const options = { prompt, max: 1, bargeIn: false, firstToneMs: 60_000 } as const;
      await collectedOrRefused(context, call, options, async () => {
        await context.under.ada.press?.("9");
        await context.pass(30_000);
        await context.under.ada.press?.("2");
        return { tones: "2", endedBy: "max" };
      });
    },
  },
  {
    name: "keys that are a secret are collected, and no event has them",
    async run(context) {
      const call = await onTheLine(context);
      const collecting = call.collectDtmf({ max: 8, secret: true });
      await listens(context, collecting);
      await context.under.ada.press?.("73918462");
      deepEqual(await context.finish("the collection ends", collecting), { tones: "73918462", endedBy: "max" });
      await context.pass(5_000);
      equal(received(context, "dtmf-received").length, 0);
      const told = context.events.map(({ raw, type }) => `${type} ${JSON.stringify(raw ?? "")}`);
      deepEqual(
        told.filter((event) => event.includes("73918462")),
        [],
      );
    },
  },
  {
    name: "single keys that the bot listens to are reported while they are collected",
    needs: { keys: true },
    async run(context) {
      const call = await onTheLine(context);
      const heard: string[] = [];
      call.on("dtmf-received", ({ tone }) => void heard.push(tone));
      const collecting = call.collectDtmf({ max: 2 });
      await listens(context, collecting);
      await context.under.ada.press?.("12");
      deepEqual(await context.finish("the collection ends", collecting), { tones: "12", endedBy: "max" });
      deepEqual(heard, ["1", "2"]);
    },
  },
  {
    name: "a collection whose answer was lost is not begun twice",
    needs: { verbs: ["collectDtmf"], ada: ["heard"] },
    async run(context) {
      const call = await onTheLine(context);
      const options = { prompt, max: 1, firstToneMs: 1_000 } as const;
      await sentAgain(context, "collectDtmf", () => call.collectDtmf(options));
      equal(context.under.ada.heard?.().filter((sound) => sound === prompt.url).length, 1);
    },
  },
]);

function isNative({ requests }: AdapterContext): boolean {
  return requests.of("collectDtmf").length > 0;
}

/** Waits until a collection hears keys. Its prompt has begun to play. */
async function listens(
  context: AdapterContext,
  collecting: Operation<CollectResult>,
  from: "at once" | "after a prompt" = "at once",
): Promise<void> {
  const { requests } = context;
  await accepted(context, "the collection", collecting);
  if (from === "after a prompt")
    await context.until("the prompt is played", () => isNative(context) || requests.of("play").length > 0 || undefined);
  await context.pass(100);
}

/** What the cloud does not collect itself is collected by core; where that gets no keys, it is refused before any request. */
async function collectedOrRefused(
  context: AdapterContext,
  call: SuiteCall,
  options: Options,
  press: () => Promise<CollectResult>,
): Promise<void> {
  const reported = context.under.adapter.verbs.subscribeDtmf || context.under.adapter.observations.keysAlways;
  if (!reported && (await refusalOf(context, "the collection", () => call.collectDtmf(options)))) return;
  const collecting = call.collectDtmf(options);
  await listens(context, collecting, options.prompt ? "after a prompt" : "at once");
  const result = await press();
  deepEqual(await context.finish("the collection ends", collecting), result);
}
