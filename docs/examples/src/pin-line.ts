import type { Calling, E164, Prompt } from "@trunkline/core";

/** A caller who knows the PIN is put through to a person. */
export function answerPinLine(calling: Calling, pinPrompt: Prompt, person: E164): void {
  calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer(); // hangs up when the scope ends, also by an error
    const { tones } = await call.collectDtmf({ prompt: pinPrompt, max: 4, stopOn: "#" });
    if (tones === "1234") await call.transfer(person);
  });
}

/** Calls a number, keys something in, and hangs up. */
export async function keyIn(calling: Calling, to: E164, from: E164, tones: string): Promise<void> {
  await using call = await calling.create({ to, from });
  await call.connected;
  await call.sendDtmf(tones); // resolves when the tones were sent
}
