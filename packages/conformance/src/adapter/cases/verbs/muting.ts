import { equal } from "node:assert/strict";
import { type AdapterContext, inGroup, type SuiteCall } from "../../stage/adapter-case.js";
import { ownOptions } from "../../stage/calls.js";
import { completions, received } from "../../stage/events.js";
import { sentAgain } from "../../stage/work.js";

const needs = { verbs: ["join", "muteSelf", "unmuteSelf"], parts: ["meeting"] } as const;

/** The bot mutes itself. In a meeting, since some clouds mute a bot nowhere else. */
export const muteSelf = inGroup("muteSelf", needs, [
  {
    name: "the roster shows the bot as muted, and the call goes on",
    needs: { observes: ["groupRoster"] },
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
    name: "a muted bot may mute itself again",
    async run(context) {
      const call = await inMeeting(context);
      await context.finish("the bot is muted", call.muteSelf());
      await context.finish("the bot is muted again", call.muteSelf());
    },
  },
  {
    name: "a mute whose answer was lost is sent again",
    async run(context) {
      const call = await inMeeting(context);
      await sentAgain(context, "muteSelf", () => call.muteSelf());
    },
  },
]);

/** The bot takes that back. */
export const unmuteSelf = inGroup("unmuteSelf", needs, [
  {
    name: "the roster no longer shows the bot as muted",
    needs: { observes: ["groupRoster"] },
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
    name: "a bot that is not muted may unmute itself",
    async run(context) {
      const call = await inMeeting(context);
      await context.finish("the bot is unmuted", call.unmuteSelf());
    },
  },
  {
    name: "an unmute whose answer was lost is sent again",
    async run(context) {
      const call = await inMeeting(context);
      await sentAgain(context, "unmuteSelf", () => call.unmuteSelf());
    },
  },
]);

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
