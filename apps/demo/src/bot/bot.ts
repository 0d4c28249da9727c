import { CallingError, type IncomingCall, isE164 } from "trunkline";
import type { PersonChange } from "../protocol.js";
import type { BotSettings } from "./settings.js";
import type { BotCall, BotCalling, Scene, Step } from "./step.js";
import { take } from "./take.js";

/** How long the bot lets a call ring when it is set to answer late, ms: within both clouds' deadlines. */
const lateMs = 8000;
const firstStep = { step: "pin", attempt: 1 } as const satisfies Step;

/** Makes the bot take calls. New calls and recovered calls go through the same steps. */
export function runBot(calling: BotCalling, settings: BotSettings): void {
  calling.on("incoming", async (incoming) => {
    const call = await answerIncoming(incoming, settings);
    if (call) await walk(calling, settings, call, firstStep);
  });
  calling.on("call-recovered", async ({ call, data }) => {
    settings.note(call.ref, `took over at ${data?.step ?? "nowhere"}`);
    if (data) await walk(calling, settings, call, data);
    else await call.hangUp();
  });
}

/** Calls someone to remind them of an appointment. Resolves when the cloud has accepted the call. */
export async function callWithReminder(calling: BotCalling, settings: BotSettings, to: `+${number}`): Promise<BotCall> {
  const first: Step = { step: "reminder" };
  const call = await calling.create({ to, from: settings.number, data: first });
  begin(calling, settings, call, first);
  return call;
}

/** Puts somebody on hold, takes them back, or mutes them, in a call that any instance may have. */
export async function changePerson(
  calling: BotCalling,
  settings: BotSettings,
  { call: ref, number, change }: { readonly call: string; readonly number: string; readonly change: PersonChange },
): Promise<void> {
  if (!isE164(number)) throw new RangeError(`${number} is not a number in E.164 form`);
  const call = await calling.get(ref);
  if (change === "hold") await call.hold(number, { prompt: settings.prompt("music") });
  else await call[change](number);
}

/** Begins the dialog of a call that the bot makes, once it is connected. */
function begin(calling: BotCalling, settings: BotSettings, call: BotCall, first: Step): void {
  call.connected
    .then(() => walk(calling, settings, call, first))
    .catch((error: unknown) => {
      // The call was not answered, or hung up midway: `call-ended` has the reason.
      if (!CallingError.is(error) || error.code !== "call-ended") settings.note(call.ref, `gave up: ${error}`);
    });
}

/** Decides about an incoming call. Resolves to the call when it is answered. */
async function answerIncoming(
  incoming: IncomingCall<BotCalling["adapter"], Step>,
  settings: BotSettings,
): Promise<BotCall | undefined> {
  switch (settings.answering()) {
    case "at-once":
      return incoming.answer({ data: firstStep });
    case "late":
      await new Promise((resolve) => setTimeout(resolve, lateMs));
      // The caller may have given up in the meantime.
      return incoming.signal.aborted ? undefined : incoming.answer({ data: firstStep });
    case "forward":
      await incoming.redirect(settings.person);
      return undefined;
    case "never":
      // Without a decision, the library rejects the call at the deadline.
      return undefined;
  }
}

/** Goes from step to step until the dialog or the call is over. Each step is stored before it starts. */
async function walk(calling: BotCalling, settings: BotSettings, call: BotCall, first: Step): Promise<void> {
  const scene: Scene = { calling, call, settings, begin: (other, step) => begin(calling, settings, other, step) };
  for (let step: Step | undefined = first; step && !call.signal.aborted; ) {
    settings.note(call.ref, describe(step), step.step);
    step = await take(step, scene);
    if (step && !call.signal.aborted) await call.data.set(step);
  }
}

function describe(step: Step): string {
  return "attempt" in step ? `${step.step}, attempt ${step.attempt}` : step.step;
}
