import { type Call, CallingError, type ConfiguredCalling } from "trunkline";
import { z } from "zod";
import type { BotSettings } from "./settings.js";

/** The caller's position in the bot's dialog. It is stored as `call.data`, so that any instance can continue from here. */
export const stepSchema = z.discriminatedUnion("step", [
  z.object({ step: z.literal("pin"), attempt: z.number() }),
  z.object({ step: z.literal("menu"), attempt: z.number() }),
  z.object({ step: z.literal("person") }),
  z.object({ step: z.literal("door") }),
  z.object({ step: z.literal("goodbye") }),
  /** The bot made this call, to remind someone of an appointment. */
  z.object({ step: z.literal("reminder") }),
]);

export type Step = z.infer<typeof stepSchema>;
export type BotCalling = ConfiguredCalling<Step>;
export type BotCall = Call<BotCalling["adapter"], Step>;

/** The context of a step. */
export interface Scene {
  readonly calling: BotCalling;
  readonly call: BotCall;
  readonly settings: BotSettings;
}

const attempts = 3;

/** Takes one step. Resolves to the next, or to `undefined` when the dialog is over. */
export function take(step: Step, scene: Scene): Promise<Step | undefined> {
  switch (step.step) {
    case "pin":
      return askPin(scene, step.attempt);
    case "menu":
      return offerMenu(scene, step.attempt);
    case "person":
      return connectPerson(scene);
    case "door":
      return openDoor(scene);
    case "reminder":
      return remind(scene);
    case "goodbye":
      return sayGoodbye(scene);
  }
}

/** Asks for the PIN. Its digits are secret: no event contains them. */
async function askPin({ call, settings }: Scene, attempt: number): Promise<Step | undefined> {
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
  if (tones === settings.pin) return { step: "menu", attempt: 1 };
  await call.play(settings.prompt(endedBy === "no-input" ? "not-heard" : "wrong-pin"));
  return attempt < attempts ? { step: "pin", attempt: attempt + 1 } : { step: "goodbye" };
}

async function offerMenu({ call, settings }: Scene, attempt: number): Promise<Step | undefined> {
  const { tones, endedBy } = await call.collectDtmf({
    prompt: settings.prompt("menu"),
    max: 1,
    firstToneMs: 8000,
    key: `menu-${attempt}`,
  });
  if (endedBy === "call-ended") return undefined;
  if (tones === "1") return { step: "person" };
  if (tones === "2") return { step: "door" };
  if (tones === "9") return { step: "goodbye" };
  await call.play(settings.prompt("not-heard"));
  return attempt < attempts ? { step: "menu", attempt: attempt + 1 } : { step: "goodbye" };
}

/** Transfers the caller to a person. If that fails, the caller is still on the line. */
async function connectPerson({ call, settings }: Scene): Promise<Step | undefined> {
  await call.play(settings.prompt("connecting"));
  try {
    await call.transfer(settings.person);
    return undefined;
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "operation-failed") throw error;
    await call.play(settings.prompt("unavailable"));
    return { step: "goodbye" };
  }
}

/** Opens a door that is a telephone: makes a second call, sends tones into it and hangs up. */
async function openDoor(scene: Scene): Promise<Step | undefined> {
  const { call, settings } = scene;
  const announcement = call.play(settings.prompt("opening"));
  const opened = await dialDoor(scene);
  await announcement;
  await call.play(settings.prompt(opened ? "opened" : "closed"));
  return { step: "goodbye" };
}

async function dialDoor({ calling, call: caller, settings: { door, number } }: Scene): Promise<boolean> {
  try {
    // `await using` hangs up on every way out. The signal stops the ringing when the caller hangs up.
    await using call = await calling.create({ to: door.number, from: number, signal: caller.signal });
    await call.connected;
    await call.sendDtmf(door.code);
    return true;
  } catch (error) {
    if (CallingError.is(error) && error.code === "call-ended" && !caller.signal.aborted) return false;
    throw error;
  }
}

async function remind({ call, settings }: Scene): Promise<Step | undefined> {
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

async function sayGoodbye({ call, settings }: Scene): Promise<undefined> {
  await call.play(settings.prompt("goodbye"));
  await call.hangUp();
}
