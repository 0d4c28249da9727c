import { type Calling, type Prompt, party } from "@trunkline/core";

interface Bridge {
  /** The Entra object id of the expert. */
  readonly expert: string;
  readonly hold: Prompt;
  readonly accept: Prompt;
}

/**
 * Callers come in on one provider, and an expert is asked on another whether to take them. No sound crosses between two
 * clouds: the caller is transferred once the expert has said yes.
 */
export function bridge(front: Calling, back: Calling, { expert, hold, accept }: Bridge): void {
  front.on("incoming", async (incoming) => {
    await using caller = await incoming.answer();
    await using _music = caller.play(hold, { loop: true });
    const { signal } = caller; // the caller who hangs up stops the expert's telephone
    await using asked = await back.create({ to: party.user(expert), signal });
    await asked.connected;
    const { tones } = await asked.collectDtmf({ prompt: accept, max: 1, signal });
    if (tones !== "1") return;
    await asked.hangUp(); // their telephone is free for the transfer
    await caller.transfer(party.user(expert));
  });
}
