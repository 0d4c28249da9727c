import type { Call, Calling } from "@trunkline/core";
import { z } from "zod";

/** Where a caller is. It is `call.data`: whichever instance has the call goes on from here. */
export const stepSchema = z.discriminatedUnion("step", [
  z.object({ step: z.literal("pin"), attempt: z.number() }),
  z.object({ step: z.literal("account"), account: z.string() }),
]);
export type Step = z.infer<typeof stepSchema>;

type BotCalling = Calling<Calling["adapter"], Step>;
type BotCall = Call<Calling["adapter"], Step>;

const first: Step = { step: "pin", attempt: 1 };
const prompt = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** A bot that survives the death of its instance: the step is data, and both doors lead to the same place. */
export function answerAccountLine(calling: BotCalling): void {
  calling.on("incoming", async (incoming) => go(await incoming.answer({ data: first }), first));
  calling.on("call-recovered", ({ call, data }) => go(call, data ?? first));
}

/** Takes the caller from one step to the next. */
async function go(call: BotCall, from: Step): Promise<void> {
  for (let step: Step | undefined = from; step; ) {
    await call.data.set(step);
    step = await take(call, step);
  }
  await call.hangUp();
}

async function take(call: BotCall, step: Step): Promise<Step | undefined> {
  if (step.step === "account") {
    await call.play(prompt(step.account));
    return undefined;
  }
  // Under a key, a collection that is under way when its instance dies is joined by the next one, tones and all.
  const { tones } = await call.collectDtmf({
    prompt: prompt("pin"),
    max: 4,
    interToneMs: 60_000,
    key: `pin-${step.attempt}`,
  });
  if (tones === "1234") return { step: "account", account: "A7" };
  return step.attempt < 3 ? { step: "pin", attempt: step.attempt + 1 } : undefined;
}
