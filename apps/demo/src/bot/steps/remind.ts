import type { Scene, Step } from "../step.js";

/** Reminds someone of an appointment. */
export async function remind({ call, settings }: Scene): Promise<Step | undefined> {
  const { tones, endedBy } = await call.collectDtmf({
    prompt: settings.prompt("reminder"),
    max: 1,
    firstToneMs: 8000,
    key: "reminder",
  });
  if (endedBy === "call-ended") return undefined;
  if (tones === "1") await call.play(settings.prompt("confirmed"));
  if (tones === "2") await call.play(settings.prompt("canceled"));
  return { step: "goodbye" };
}
