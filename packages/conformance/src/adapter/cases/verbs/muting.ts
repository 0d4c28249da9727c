import { equal } from "node:assert/strict";
import { type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { onTheLine, ownOptions } from "../../stage/calls.js";
import { completions, received } from "../../stage/events.js";
import { wayToLine } from "../../stage/left-out.js";
import { sentAgain } from "../../stage/work.js";

const shownInRoster = { verbs: ["join"], parts: ["meeting"], observes: ["groupRoster"] } as const;
const heardOnLine = { line: true, ada: ["hearsBot"] } as const;

/** The bot mutes itself: in a meeting, since some clouds mute a bot nowhere else, or on a call with Ada. */
export const muteSelf = inGroup("muteSelf", { verbs: ["muteSelf", "unmuteSelf"] }, [
  {
    name: "the roster shows the bot as muted, and the call goes on",
    needs: shownInRoster,
    async run(context) {
      const call = await inMeeting(context);
      const muting = call.muteSelf();
      await context.finish("the bot is muted", muting);
      await rosterShows(context, 1);
      equal(completions(context, muting).length, 1);
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "the other side does not hear a muted bot, and the call goes on",
    needs: heardOnLine,
    async run(context) {
      const call = await onTheLine(context);
      await context.until("the bot is heard", () => isHeard(context, true));
      const muting = call.muteSelf();
      await context.finish("the bot is muted", muting);
      await context.until("the bot is not heard", () => isHeard(context, false));
      equal(completions(context, muting).length, 1);
      equal((await call.snapshot()).state, "connected");
    },
  },
  {
    name: "a muted bot may mute itself again",
    async run(context) {
      const call = await inSomeCall(context);
      await context.finish("the bot is muted", call.muteSelf());
      await context.finish("the bot is muted again", call.muteSelf());
    },
  },
  {
    name: "a mute whose answer was lost is sent again",
    async run(context) {
      const call = await inSomeCall(context);
      await sentAgain(context, "muteSelf", () => call.muteSelf());
    },
  },
]);

/** The bot takes that back. */
export const unmuteSelf = inGroup("unmuteSelf", { verbs: ["muteSelf", "unmuteSelf"] }, [
  {
    name: "the roster no longer shows the bot as muted",
    needs: shownInRoster,
    async run(context) {
      const call = await inMeeting(context);
      await context.finish("the bot is muted", call.muteSelf());
      await rosterShows(context, 1);
      const unmuting = call.unmuteSelf();
      await context.finish("the bot is unmuted", unmuting);
      await rosterShows(context, 0);
      equal(completions(context, unmuting).length, 1);
    },
  },
  {
    name: "the other side hears the bot again",
    needs: heardOnLine,
    async run(context) {
      const call = await onTheLine(context);
      await context.finish("the bot is muted", call.muteSelf());
      await context.until("the bot is not heard", () => isHeard(context, false));
      const unmuting = call.unmuteSelf();
      await context.finish("the bot is unmuted", unmuting);
      await context.until("the bot is heard", () => isHeard(context, true));
      equal(completions(context, unmuting).length, 1);
    },
  },
  {
    name: "a bot that is not muted may unmute itself",
    async run(context) {
      const call = await inSomeCall(context);
      await context.finish("the bot is unmuted", call.unmuteSelf());
    },
  },
  {
    name: "an unmute whose answer was lost is sent again",
    async run(context) {
      const call = await inSomeCall(context);
      await sentAgain(context, "unmuteSelf", () => call.unmuteSelf());
    },
  },
]);

/** A call in which the bot can mute itself. */
async function inSomeCall(context: AdapterContext): Promise<SuiteCall> {
  const { adapter, ada, meeting } = context.under;
  if (meeting && adapter.verbs.join) return inMeeting(context);
  if (ada.hearsBot && wayToLine(context.under)) return onTheLine(context);
  return context.leaveOut("the adapter under test has neither a meeting nor ada.hearsBot");
}

/** The bot is in the meeting, alone. */
async function inMeeting(context: AdapterContext): Promise<SuiteCall> {
  const { meeting } = context.under;
  if (!meeting) throw new Error("there is no meeting");
  const call = await context.finish("join is taken", context.calling.join(meeting, ownOptions(context, "join")));
  await context.finish("the call connects", call.connected);
  return call;
}

/** The last roster has so many muted participants. */
async function rosterShows(context: AdapterContext, muted: number): Promise<void> {
  await context.until(`a roster with ${muted} muted participants`, () => {
    const last = received(context, "participants-changed").at(-1)?.participants;
    return last?.filter((participant) => participant.muted).length === muted || undefined;
  });
}

function isHeard({ under: { ada } }: AdapterContext, heard: boolean): true | undefined {
  return ada.hearsBot?.() === heard || undefined;
}
