import { attempts, type Scene, type Step, type StepOf } from "../step.js";

/** Reads the menu. The key names the collection, so a caller who comes back is asked anew. */
export async function offerMenu(
  { call, settings }: Scene,
  { attempt, round }: StepOf<"menu">,
): Promise<Step | undefined> {
  const { tones, endedBy } = await call.collectDtmf({
    prompt: settings.prompt("menu"),
    max: 1,
    firstToneMs: 8000,
    key: `menu-${round}-${attempt}`,
  });
  if (endedBy === "call-ended") return undefined;
  const chosen = choice(tones, round);
  if (chosen) return chosen;
  await call.play(settings.prompt("not-heard"));
  return attempt < attempts ? { step: "menu", attempt: attempt + 1, round } : { step: "goodbye" };
}

function choice(key: string, round: number): Step | undefined {
  switch (key) {
    case "1":
      return { step: "person" };
    case "2":
      return { step: "door" };
    case "3":
      return { step: "conference" };
    case "4":
      return { step: "warm transfer", round };
    case "9":
      return { step: "goodbye" };
    default:
      return undefined;
  }
}
