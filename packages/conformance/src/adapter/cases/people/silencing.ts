import { equal } from "node:assert/strict";
import { CallingError } from "@trunkline/core";
import { type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import type { PersonUnderTest } from "../../stage/adapter-under-test.js";
import { assembled, isShown, participantOf } from "../../stage/conference.js";
import { completions } from "../../stage/events.js";
import { refusalOf, sentAgain } from "../../stage/work.js";

/** The bot mutes others. */
export const mute = inGroup("mute", { verbs: ["mute"] }, [
  {
    name: "the others do not hear who is muted, and the roster shows it",
    async run(context) {
      const { call, who } = await mutable(context);
      const muting = call.mute(who.party);
      await context.finish("they are muted", muting);
      await isShown(context, call, who, "muted", ({ muted }) => muted === true);
      await isHeard(context, who, false);
      equal(completions(context, muting).length, 1);
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "nobody else is muted",
    async run(context) {
      const { call, who, others } = await mutable(context);
      await context.finish("they are muted", call.mute(who.party));
      await isShown(context, call, who, "muted", ({ muted }) => muted === true);
      await context.pass(2_000);
      for (const other of others) equal((await participantOf(context, call, other)).muted ?? false, false);
    },
  },
  {
    name: "who is muted may be muted again",
    async run(context) {
      const { call, who } = await mutable(context);
      await context.finish("they are muted", call.mute(who.party));
      await context.finish("they are muted again", call.mute(who.party));
    },
  },
  {
    name: "those whom the cloud cannot mute are refused before any request",
    async run(context) {
      const { call, people } = await assembled(context);
      for (const { party } of people) await refusalOf(context, "mute", () => call.mute(party));
    },
  },
  {
    name: "a mute whose answer was lost is sent again",
    async run(context) {
      const { call, who } = await mutable(context);
      await sentAgain(context, "mute", () => call.mute(who.party));
      await isShown(context, call, who, "muted", ({ muted }) => muted === true);
    },
  },
]);

/** The bot takes that back. */
export const unmute = inGroup("unmute", { verbs: ["mute", "unmute"] }, [
  {
    name: "the others hear who is unmuted, and the roster shows it",
    async run(context) {
      const { call, who } = await muted(context);
      const unmuting = call.unmute(who.party);
      await context.finish("they are unmuted", unmuting);
      await isShown(context, call, who, "unmuted", (one) => !one.muted);
      await isHeard(context, who, true);
      equal(completions(context, unmuting).length, 1);
    },
  },
  {
    name: "an unmute whose answer was lost is sent again",
    async run(context) {
      const { call, who } = await muted(context);
      await sentAgain(context, "unmute", () => call.unmute(who.party));
      await isShown(context, call, who, "unmuted", (one) => !one.muted);
    },
  },
]);

interface Mutable {
  readonly call: SuiteCall;
  readonly who: PersonUnderTest;
  readonly others: readonly PersonUnderTest[];
}

/** Somebody whom the cloud can mute, on a call. There has to be one. */
async function mutable(context: AdapterContext): Promise<Mutable> {
  const { call, people } = await assembled(context);
  const { verbs } = context.under.adapter;
  for (const who of people) {
    const { id, party } = await participantOf(context, call, who);
    if (verbs.mute?.refuse?.({ who: { id, party } }, { memo: null })) continue;
    return { call, who, others: people.filter((other) => other !== who) };
  }
  throw new CallingError("unsupported", "mute is refused for everybody on the call", {
    hint: "Bring a group with somebody whom the cloud can mute, or name mute in the option unseen.",
  });
}

async function muted(context: AdapterContext): Promise<Mutable> {
  const all = await mutable(context);
  await context.finish("they are muted", all.call.mute(all.who.party));
  await isShown(context, all.call, all.who, "muted", (one) => one.muted === true);
  return all;
}

async function isHeard({ until }: AdapterContext, person: PersonUnderTest, heard: boolean): Promise<void> {
  if (!person.isHeard) return;
  await until(`they are ${heard ? "heard" : "not heard"}`, () => person.isHeard?.() === heard || undefined);
}
