import { type Call, CallingError, type ConfiguredCalling } from "trunkline";
import { answerIncoming } from "./answer-incoming.js";
import { askPin } from "./ask-pin.js";
import type { BotSettings } from "./bot-settings.js";
import { connectPerson } from "./connect-person.js";
import { offerMenu } from "./offer-menu.js";
import { openDoor } from "./open-door.js";
import { remind } from "./remind.js";
import type { Step } from "./step.js";

export type BotCalling = ConfiguredCalling<Step>;
export type BotCall = Call<BotCalling["adapter"], Step>;

/** Has the bot take calls. Both doors, a new call and one whose instance died, lead to the same steps. */
export function runBot(calling: BotCalling, settings: BotSettings): void {
  calling.on("incoming", async (incoming) => {
    const call = await answerIncoming(incoming, settings);
    if (call) await walk(calling, settings, call, { step: "pin", attempt: 1 });
  });
  calling.on("call-recovered", async ({ call, data }) => {
    settings.note(call.ref, `took over at ${data?.step ?? "nowhere"}`);
    if (data) await walk(calling, settings, call, data);
    else await call.hangUp();
  });
}

/** Calls somebody and reminds them of an appointment. Resolves when the cloud has taken the call. */
export async function callWithReminder(calling: BotCalling, settings: BotSettings, to: `+${number}`): Promise<BotCall> {
  const first: Step = { step: "reminder" };
  const call = await calling.create({ to, from: settings.number, data: first });
  call.connected
    .then(() => walk(calling, settings, call, first))
    .catch((error: unknown) => {
      // Nobody picked up, or hung up midway: why is in `call-ended`.
      if (!CallingError.is(error) || error.code !== "call-ended") settings.note(call.ref, `gave up: ${error}`);
    });
  return call;
}

/** Goes from step to step until there is none. Each is on record before it begins. */
async function walk(calling: BotCalling, settings: BotSettings, call: BotCall, first: Step): Promise<void> {
  for (let step: Step | undefined = first; step && !call.signal.aborted; ) {
    settings.note(call.ref, describe(step));
    step = await take(calling, settings, call, step);
    if (step && !call.signal.aborted) await call.data.set(step);
  }
}

function take(calling: BotCalling, settings: BotSettings, call: BotCall, step: Step): Promise<Step | undefined> {
  switch (step.step) {
    case "pin":
      return askPin(call, settings, step.attempt);
    case "menu":
      return offerMenu(call, settings, step.attempt);
    case "person":
      return connectPerson(call, settings);
    case "door":
      return openDoor(calling, call, settings);
    case "reminder":
      return remind(call, settings);
    case "goodbye":
      return sayGoodbye(call, settings);
  }
}

async function sayGoodbye(call: BotCall, settings: BotSettings): Promise<undefined> {
  await call.play(settings.prompt("goodbye"));
  await call.hangUp();
}

function describe(step: Step): string {
  return "attempt" in step ? `${step.step}, attempt ${step.attempt}` : step.step;
}
