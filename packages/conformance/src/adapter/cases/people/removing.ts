import { equal } from "node:assert/strict";
import { inGroup } from "../../stage/adapter-case.js";
import { pickedUp, sameParty } from "../../stage/calls.js";
import { assembled, failsUnasked, isOffRoster, participantOf } from "../../stage/conference.js";
import { completions } from "../../stage/events.js";
import { begun, sentAgain } from "../../stage/work.js";

/** The bot puts somebody out of a call. */
export const removeParticipant = inGroup("removeParticipant", { verbs: ["removeParticipant"] }, [
  {
    name: "a participant who is removed has lost the call and is off its roster, and the others stay",
    async run(context) {
      const { call, people } = await assembled(context);
      const [first, ...others] = people.toReversed();
      if (!first) return;
      const removing = call.removeParticipant(first.party);
      await context.finish("the removal is done", removing);
      await context.until("they have lost the call", () => first.calls() === 0 || undefined);
      await isOffRoster(context, call, first);
      equal(completions(context, removing).length, 1);
      await context.pass(2_000);
      for (const other of others) equal(other.calls(), 1, "somebody else is out");
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "a participant of the roster, kept as JSON, is that very one",
    async run(context) {
      const { call, people } = await assembled(context);
      const last = people.at(-1);
      if (!last) return;
      const kept = JSON.parse(JSON.stringify(await participantOf(context, call, last)));
      await context.finish("the removal is done", call.removeParticipant(kept));
      await context.until("they have lost the call", () => last.calls() === 0 || undefined);
    },
  },
  {
    name: "a lost removal is sent again, and puts out nobody else",
    async run(context) {
      const { call, people } = await assembled(context);
      const [first, ...others] = people;
      if (!first) return;
      await sentAgain(context, "removeParticipant", () => call.removeParticipant(first.party).accepted);
      await context.until("they have lost the call", () => first.calls() === 0 || undefined);
      for (const other of others) equal(other.calls(), 1, "somebody else is out");
    },
  },
  {
    name: "somebody who has left is not found, without a request",
    async run(context) {
      const { call, people } = await assembled(context);
      const [first] = people;
      if (!first?.hangUp) return context.leaveOut("the people of the adapter under test cannot hang up");
      const participant = await participantOf(context, call, first);
      await first.hangUp();
      await context.pass(5_000);
      for (const who of [participant, first.party])
        await failsUnasked(context, "not-found", () => call.removeParticipant(who));
    },
  },
  {
    name: "a participant of another call is not found, without a request",
    needs: { verbs: ["create"], observes: ["oneToOneRoster"] },
    async run(context) {
      const { ada, bob } = context.under;
      const { call, people } = await assembled(context);
      const apart = [ada, ...(bob ? [bob] : [])].find(
        (one) => !people.some(({ party }) => sameParty(party, one.party)),
      );
      if (!apart?.answer) return context.leaveOut("the adapter under test has nobody for another call");
      const stranger = await participantOf(context, await pickedUp(context, apart), apart);
      await failsUnasked(context, "not-found", () => call.removeParticipant(stranger));
      equal(apart.calls(), 1);
    },
  },
  {
    name: "somebody who hangs up while they are put out is out, and the call goes on",
    async run(context) {
      const { call, people } = await assembled(context);
      const [first, ...others] = people;
      if (!first?.hangUp) return context.leaveOut("the people of the adapter under test cannot hang up");
      context.callbacks.delivery = "held";
      await first.hangUp();
      await context.pass(1_000);
      const removing = begun(call.removeParticipant(first.party));
      const settled = removing.then(
        () => true,
        () => true,
      );
      await context.pass(1_000);
      await context.callbacks.release();
      await context.finish("the removal is settled", settled);
      await isOffRoster(context, call, first);
      equal((await call.snapshot()).state, "connected");
      for (const other of others) equal(other.calls(), 1);
    },
  },
]);
