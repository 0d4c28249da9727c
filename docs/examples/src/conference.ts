import { type Call, type Calling, CallingError, type JoinTarget, type PartyLike, type Prompt } from "@trunkline/core";

interface Conference {
  /** Who is called in, and from which number of the bot. */
  readonly colleague: PartyLike;
  readonly from: PartyLike;
  /** A meeting of your own, for a provider that makes no call of several out of one for two. */
  readonly meeting: JoinTarget;
  readonly music: Prompt;
  readonly introduction: Prompt;
  /** For a colleague who is on another call, and for one who does not come. */
  readonly busy: Prompt;
  readonly absent: Prompt;
}

/**
 * A caller and a colleague on one line, with the bot as host: the colleague hears music while the bot has a last word with the caller. Then it leaves
 * the two together.
 */
export function hostConferences(calling: Calling, plan: Conference): void {
  calling.on("incoming", async (incoming) => {
    await using call = await roomFor(calling, await incoming.answer(), plan.meeting);
    try {
      const colleague = await call.addParticipant(plan.colleague, { from: plan.from, ringMs: 20_000 });
      await call.hold(colleague, { prompt: plan.music });
      await call.play(plan.introduction);
      await call.unhold(colleague);
    } catch (error) {
      // The same words on every provider: busy, declined, no-answer, unreachable …
      if (!CallingError.is(error) || !error.reason) throw error;
      await call.play(error.reason.kind === "busy" ? plan.busy : plan.absent);
      await call.removeParticipant(incoming.from); // nobody is left alone in a meeting
    }
  });
}

/** The caller's own call where more people can come into it; else a meeting, into which the caller comes over. */
async function roomFor(calling: Calling, call: Call, meeting: JoinTarget): Promise<Call> {
  if (call.capabilities.addParticipant.support === "native") return call;
  const room = await calling.join(meeting);
  await room.connected;
  await room.addParticipant(call.from, { replaces: call });
  return room;
}
