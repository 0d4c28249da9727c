import { equal, ok } from "node:assert/strict";
import type { EndKind } from "@trunkline/core";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { pickedUp, rings, sameParty } from "../../stage/calls.js";
import { add, hosting, joined, participantOf } from "../../stage/conference.js";
import { completions, received } from "../../stage/events.js";
import { accepted, begun, failure, refusalOf, sentAgain } from "../../stage/work.js";

/** No provider lets a telephone ring for longer, ms. */
const longestRingMs = 15 * 60_000;

type Absence = "decline" | "busy" | "ignore" | "unreachable";

/** What somebody does who is called into a call and does not come, and how that is told. */
const absences: readonly (readonly [act: Absence, does: string, kind: EndKind])[] = [
  ["decline", "declines", "declined"],
  ["busy", "is on another call", "busy"],
  ["ignore", "does not pick up", "no-answer"],
  ["unreachable", "cannot be reached", "unreachable"],
];

/** The bot calls somebody into a call. */
export const addParticipant = inGroup("addParticipant", { verbs: ["addParticipant"], line: true, bob: ["answer"] }, [
  {
    name: "a guest who picks up is on the call, and is the participant that the operation yields",
    async run(context) {
      const hosted = await hosting(context);
      const { call, guest, there } = hosted;
      const adding = add(context, hosted);
      await accepted(context, "the addition", adding);
      await rings(context, guest);
      await guest.answer?.();
      const participant = await context.finish("the guest is added", adding);
      ok(sameParty(participant.party, guest.party), "it yields somebody else");
      equal(participant.id, (await participantOf(context, call, guest)).id, "the roster has another id");
      equal(completions(context, adding).length, 1);
      for (const person of [...there, guest]) equal(person.calls(), 1, "somebody has lost the call");
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "it is not done while the guest's telephone rings",
    async run(context) {
      const hosted = await hosting(context);
      const { guest } = hosted;
      const adding = begun(add(context, hosted));
      await rings(context, guest);
      await context.pass(2_000);
      equal(completions(context, adding).length, 0, "the guest has not picked up yet");
    },
  },
  ...absences.map(([act, does, kind]) => ({
    name: `a guest who ${does} fails the addition as ${kind}, and the call goes on`,
    needs: { bob: [act] },
    async run(context: AdapterContext) {
      const hosted = await hosting(context);
      const { call, guest, there } = hosted;
      const adding = begun(add(context, hosted, { timeoutMs: longestRingMs }));
      await rings(context, guest);
      await guest[act]?.();
      const failed = () => received(context, "operation-failed").find(({ operation }) => operation === adding.id);
      const { error } = await context.until("the addition fails", failed, longestRingMs);
      equal(error.code, "operation-failed");
      equal(error.reason?.kind, kind, `the reason is ${JSON.stringify(error.reason)}`);
      await context.pass(5_000);
      equal((await call.snapshot()).state, "connected");
      equal(guest.calls(), 0);
      for (const person of there) equal(person.calls(), 1, "somebody has lost the call");
    },
  })),
  {
    name: "a guest rings for as long as the bot says",
    needs: { bob: ["ignore"] },
    async run(context) {
      const { adapter } = context.under;
      const range = adapter.limits.addParticipantRingMs;
      if (!range) return context.leaveOut(`${adapter.name} takes no ringing time (limits.addParticipantRingMs)`);
      const ringMs = Math.min(Math.max(20_000, range.min), range.max);
      const hosted = await hosting(context);
      const { guest } = hosted;
      const adding = begun(add(context, hosted, { ringMs }));
      await rings(context, guest);
      await guest.ignore?.();
      await context.pass(ringMs - 5_000);
      equal(guest.calls(), 1, "it stopped ringing too early");
      await context.pass(10_000);
      equal(guest.calls(), 0, "it still rings");
      equal((await failure(context, "the addition", adding)).reason?.kind, "no-answer");
    },
  },
  {
    name: "a party of another call of the bot comes over without ringing, and is not on that call any more",
    needs: { verbs: ["create"] },
    async run(context) {
      const hosted = await hosting(context);
      const { call, guest, there } = hosted;
      const other = await pickedUp(context, guest);
      const moving = begun(add(context, hosted, { replaces: other }));
      const refusal = await refusalOf(context, "replaces", () => moving.accepted);
      if (refusal) context.leaveOut(refusal.message);
      const participant = await context.finish("they come over", moving);
      ok(sameParty(participant.party, guest.party), "somebody else came over");
      equal((await participantOf(context, call, guest)).id, participant.id);
      for (const person of [...there, guest]) equal(person.calls(), 1);
    },
  },
  {
    name: "a lost addition is sent again, and rings once",
    async run(context) {
      const hosted = await hosting(context);
      const { call, guest } = hosted;
      await sentAgain(context, "addParticipant", () => add(context, hosted).accepted);
      await rings(context, guest);
      equal(guest.calls(), 1);
      await guest.answer?.();
      await participantOf(context, call, guest);
    },
  },
]);

/** The bot changes its mind. */
export const cancelAddParticipant = inGroup(
  "cancelAddParticipant",
  { verbs: ["addParticipant", "cancelAddParticipant"], line: true, bob: ["answer"] },
  [
    {
      name: "a guest who is not wanted any more is not called any more, and the call goes on",
      async run(context) {
        const hosted = await hosting(context);
        const { call, guest, there } = hosted;
        const adding = begun(add(context, hosted));
        await accepted(context, "the addition", adding);
        await rings(context, guest);
        await context.finish("the addition is canceled", adding.cancel());
        equal((await failure(context, "the canceled addition", adding)).reason?.kind, "canceled");
        equal(guest.calls(), 0, "it still rings");
        await context.pass(2_000);
        equal((await call.snapshot()).state, "connected");
        for (const person of there) equal(person.calls(), 1, "somebody has lost the call");
      },
    },
    {
      name: "a guest who has picked up before the cancellation is on the call",
      async run(context) {
        const hosted = await hosting(context);
        const { guest } = hosted;
        const adding = begun(add(context, hosted));
        await accepted(context, "the addition", adding);
        await rings(context, guest);
        context.callbacks.delivery = "held";
        await guest.answer?.();
        await context.pass(1_000);
        begun(adding.cancel());
        await context.pass(1_000);
        await context.callbacks.release();
        const participant = await context.finish("the guest is added", adding);
        ok(sameParty(participant.party, guest.party));
        equal(guest.calls(), 1);
      },
    },
    {
      name: "somebody who was not wanted can be called again",
      async run(context) {
        const hosted = await hosting(context);
        const adding = begun(add(context, hosted));
        await accepted(context, "the addition", adding);
        await rings(context, hosted.guest);
        await context.finish("the addition is canceled", adding.cancel());
        await failure(context, "the canceled addition", adding);
        await joined(context, hosted);
        equal(hosted.guest.calls(), 1);
      },
    },
  ],
);
