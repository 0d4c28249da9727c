import { type Calling, CallingError, type E164, type EndReason, type Prompt } from "@trunkline/core";

/** The outcome: what the person pressed, or why the person was not reached. */
export type Outcome = "confirmed" | "declined" | "no-input" | EndReason["kind"];

export interface Reminder {
  readonly to: E164;
  readonly from: E164;
  readonly prompt: Prompt;
}

/** Calls a person, reads the reminder out and takes one key as the answer. */
export async function remind(calling: Calling, { to, from, prompt }: Reminder): Promise<Outcome> {
  await using call = await calling.create({ to, from }); // hangs up when the scope ends, also by an error
  try {
    await call.connected;
    const { tones, endedBy } = await call.collectDtmf({ prompt, max: 1, firstToneMs: 6_000 });
    if (endedBy === "max") return tones === "1" ? "confirmed" : "declined";
    return endedBy === "call-ended" ? (await call.ended).kind : "no-input";
  } catch (error) {
    if (CallingError.is(error) && error.code === "call-ended") return (await call.ended).kind; // busy, no-answer, declined …
    throw error;
  }
}

/** Who is busy or does not pick up is called again, after a pause. */
export async function remindUntilReached(
  calling: Calling,
  reminder: Reminder,
  { tries, pause }: { readonly tries: number; readonly pause: () => Promise<void> },
): Promise<Outcome> {
  const outcome = await remind(calling, reminder);
  if (tries <= 1 || (outcome !== "busy" && outcome !== "no-answer")) return outcome;
  await pause();
  return remindUntilReached(calling, reminder, { tries: tries - 1, pause });
}
