import { equal, ok } from "node:assert/strict";
import { type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import type { PersonUnderTest } from "../../stage/adapter-under-test.js";
import { prompt } from "../../stage/calls.js";
import { assembled, failsUnasked, isOffRoster, isShown, participantOf } from "../../stage/conference.js";
import { completions } from "../../stage/events.js";
import { sentAgain } from "../../stage/work.js";

/** The bot puts somebody on hold. */
export const hold = inGroup("hold", { verbs: ["hold"] }, [
  {
    name: "who is on hold hears the prompt and is not heard, the others are not on hold, and the roster shows it",
    async run(context) {
      const { call, who, others } = await waiting(context);
      const holding = call.hold(who.party, { prompt });
      await context.finish("they are on hold", holding);
      await isOnHold(context, call, who);
      equal(completions(context, holding).length, 1);
      if (who.heard) await context.until("the prompt is heard", () => who.heard?.().includes(prompt.url) || undefined);
      if (who.isHeard) equal(who.isHeard(), false, "they are heard");
      for (const other of others) {
        equal((await participantOf(context, call, other)).onHold ?? false, false, "somebody else is on hold");
        if (other.heard) ok(!other.heard().includes(prompt.url), "the others hear the prompt");
      }
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "there is a hold without a prompt",
    async run(context) {
      const { call, who } = await waiting(context);
      await context.finish("they are on hold", call.hold(who.party));
      await isOnHold(context, call, who);
    },
  },
  {
    name: "who is on hold already is refused, without a request",
    async run(context) {
      const { call, who } = await waiting(context);
      await context.finish("they are on hold", call.hold(who.party));
      await isOnHold(context, call, who);
      await failsUnasked(context, "conflict", () => call.hold(who.party));
    },
  },
  {
    name: "as many can be on hold as the adapter declares (limits.holds), and one more is refused without a request",
    async run(context) {
      const { call, people } = await assembled(context);
      const { holds = people.length } = context.under.adapter.limits;
      for (const who of people.slice(0, holds)) {
        await context.finish("they are on hold", call.hold(who.party));
        await isOnHold(context, call, who);
      }
      const more = people[holds];
      if (more) await failsUnasked(context, "conflict", () => call.hold(more.party));
    },
  },
  {
    name: "somebody who hangs up on hold is off the roster, and the call goes on",
    async run(context) {
      const { call, who, others } = await waiting(context);
      if (!who.hangUp) return context.leaveOut("the people of the adapter under test cannot hang up");
      await context.finish("they are on hold", call.hold(who.party));
      await isOnHold(context, call, who);
      await who.hangUp();
      await isOffRoster(context, call, who);
      equal((await call.snapshot()).state, "connected");
      // Nothing is left of the hold: another may be on hold now.
      const [other] = others;
      if (other) await context.finish("another is on hold", call.hold(other.party));
    },
  },
  {
    name: "a hold whose answer was lost is sent again",
    async run(context) {
      const { call, who } = await waiting(context);
      await sentAgain(context, "hold", () => call.hold(who.party));
      await isOnHold(context, call, who);
    },
  },
]);

/** The bot takes that back. */
export const unhold = inGroup("unhold", { verbs: ["hold", "unhold"] }, [
  {
    name: "who was on hold is heard again, and the roster shows it",
    async run(context) {
      const { call, who } = await held(context);
      const unholding = call.unhold(who.party);
      await context.finish("they are not on hold", unholding);
      await isShown(context, call, who, "not on hold", ({ onHold }) => !onHold);
      equal(completions(context, unholding).length, 1);
      if (who.isHeard) await context.until("they are heard", () => who.isHeard?.() || undefined);
    },
  },
  {
    name: "who was on hold may be on hold again",
    async run(context) {
      const { call, who } = await held(context);
      await context.finish("they are not on hold", call.unhold(who.party));
      await isShown(context, call, who, "not on hold", ({ onHold }) => !onHold);
      await context.finish("they are on hold again", call.hold(who.party));
      await isOnHold(context, call, who);
    },
  },
  {
    name: "an unhold whose answer was lost is sent again",
    async run(context) {
      const { call, who } = await held(context);
      await sentAgain(context, "unhold", () => call.unhold(who.party));
      await isShown(context, call, who, "not on hold", ({ onHold }) => !onHold);
    },
  },
]);

interface Waiting {
  readonly call: SuiteCall;
  /** Who can be put on hold. */
  readonly who: PersonUnderTest;
  readonly others: readonly PersonUnderTest[];
}

async function waiting(context: AdapterContext): Promise<Waiting> {
  const { call, people } = await assembled(context);
  const [who, ...others] = people;
  if (!who) return context.leaveOut("the group of the adapter under test is empty");
  return { call, who, others };
}

async function held(context: AdapterContext): Promise<Waiting> {
  const all = await waiting(context);
  await context.finish("they are on hold", all.call.hold(all.who.party));
  await isOnHold(context, all.call, all.who);
  return all;
}

async function isOnHold(context: AdapterContext, call: SuiteCall, who: PersonUnderTest): Promise<void> {
  await isShown(context, call, who, "on hold", ({ onHold }) => onHold === true);
}
