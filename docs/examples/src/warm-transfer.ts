import { type Call, type Calling, CallingError, type PartyLike, type Prompt } from "@trunkline/core";

interface WarmTransfer {
  /** Who is asked, and from which number of the bot. */
  readonly agent: PartyLike;
  readonly from: PartyLike;
  /** What the caller hears meanwhile. */
  readonly music: Prompt;
  /** What the agent is asked: "A caller for you. Press 1 to take the call." */
  readonly question: Prompt;
}

/**
 * Asks an agent in a call of its own whether to take the caller, who hears music meanwhile. With a 1 the two are connected, and the bot is out of both calls:
 * natively on Graph, on ACS by moving the agent over. @returns false when the agent does not take the call: the caller is back with the bot.
 */
export async function warmTransfer(calling: Calling, caller: Call, plan: WarmTransfer): Promise<boolean> {
  const { agent, from, music, question } = plan;
  try {
    await using _music = caller.play(music, { loop: true });
    const { signal } = caller; // a caller who hangs up stops the agent's telephone
    await using brief = await calling.create({ to: agent, from, ringMs: 25_000, signal });
    await brief.connected;
    const { tones } = await brief.collectDtmf({ prompt: question, max: 1, signal });
    if (tones !== "1") return false;
    await caller.transfer(agent, { replaces: brief });
    return true;
  } catch (error) {
    if (CallingError.is(error) && error.reason) return false; // busy, declined, no answer, gone in the meantime …
    throw error;
  }
}
