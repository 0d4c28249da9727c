import { attempts, type Scene, type Step, type StepOf } from "../step.js";

/** Asks for the PIN. Its digits are secret: no event contains them. */
export async function askPin({ call, settings }: Scene, { attempt }: StepOf<"pin">): Promise<Step | undefined> {
  const { tones, endedBy } = await call.collectDtmf({
    prompt: settings.prompt("pin"),
    max: 8,
    stopOn: "#",
    firstToneMs: 10_000,
    // Long enough to reach for the mouse midway and kill an instance.
    interToneMs: 8000,
    secret: true,
    key: `pin-${attempt}`,
  });
  if (endedBy === "call-ended") return undefined;
  if (tones === settings.pin) return { step: "menu", attempt: 1, round: 1 };
  await call.play(settings.prompt(endedBy === "no-input" ? "not-heard" : "wrong-pin"));
  return attempt < attempts ? { step: "pin", attempt: attempt + 1 } : { step: "goodbye" };
}
