import { CallingError, type EndReason, type Participant } from "trunkline";
import type { PromptName } from "../settings.js";
import type { Scene, Step, StepOf } from "../step.js";
import { companyOf, whileThere } from "./company.js";

/** How long the colleague's phone rings, ms. */
const ringMs = 20_000;
/** How long the two may talk without a key, ms. */
const silenceMs = 30 * 60_000;

/** Calls the colleague into the call, while the caller is on hold and hears music. */
export async function gather(scene: Scene, { callerKey }: StepOf<"gathering">): Promise<Step | undefined> {
  const { call, settings } = scene;
  const { caller, colleague } = await companyOf(scene, callerKey);
  if (!caller) return { step: "farewell", callerKey };
  if (!colleague && !caller.onHold) await call.hold(caller, { prompt: settings.prompt("music") });
  const failure = await whileThere(
    scene,
    callerKey,
    (company) => company.caller !== undefined,
    (signal) => (colleague ? Promise.resolve("none" as const) : invite(call, settings, signal)),
  );
  if (failure === undefined) return { step: "farewell", callerKey };
  const { caller: held } = await companyOf(scene, callerKey);
  if (held?.onHold) await call.unhold(held);
  if (failure === "none") return { step: "talking", callerKey, turn: 1 };
  await call.play(settings.prompt(failure));
  return { step: "farewell", callerKey };
}

/** Resolves to why the colleague does not come. */
async function invite(call: Scene["call"], settings: Scene["settings"], signal: AbortSignal) {
  try {
    await call.addParticipant(settings.person, { from: settings.number, ringMs, signal });
    return "none";
  } catch (error) {
    if (!signal.aborted && CallingError.is(error) && error.reason) return promptOf(error.reason);
    throw error;
  }
}

function promptOf({ kind }: EndReason): PromptName {
  return kind === "declined" || kind === "busy" || kind === "no-answer" ? kind : "unavailable";
}

/** The two talk. The caller puts the colleague on hold and takes them back with 1, mutes them with 2, and ends the conference with 9. */
export async function talk(scene: Scene, { callerKey, turn }: StepOf<"talking">): Promise<Step | undefined> {
  const { call, settings } = scene;
  const collected = await whileThere(
    scene,
    callerKey,
    ({ caller, colleague }) => caller !== undefined && colleague !== undefined,
    (signal) => call.collectDtmf({ max: 1, firstToneMs: silenceMs, key: `talking-${turn}`, signal }),
  );
  if (collected?.endedBy === "call-ended") return undefined;
  const { caller, colleague } = await companyOf(scene, callerKey);
  if (!caller || collected?.tones === "9") return { step: "farewell", callerKey };
  if (!colleague) {
    if (caller.onHold) await call.unhold(caller);
    await call.play(settings.prompt("left"));
    return { step: "farewell", callerKey };
  }
  // The next key counts while it is carried out. Not every cloud can do it to everyone, and somebody may leave meanwhile.
  carryOut(scene, colleague, collected?.tones).catch((error: unknown) => {
    if (!call.signal.aborted) settings.note(call.ref, error instanceof Error ? error.message : String(error));
  });
  return { step: "talking", callerKey, turn: turn + 1 };
}

async function carryOut({ call, settings }: Scene, colleague: Participant, key: string | undefined): Promise<void> {
  if (key === "1" && colleague.onHold) await call.unhold(colleague);
  else if (key === "1") await call.hold(colleague, { prompt: settings.prompt("music") });
  if (key === "2") await call.mute(colleague);
}

/** Ends the conference for everyone: the bot leaves last, since a meeting goes on without it. */
export async function sayFarewell(scene: Scene, { callerKey }: StepOf<"farewell">): Promise<undefined> {
  const { call, settings } = scene;
  const { caller, colleague } = await companyOf(scene, callerKey);
  if (colleague) await call.removeParticipant(colleague);
  if (caller) {
    await call.play(settings.prompt("goodbye"));
    await call.removeParticipant(caller);
  }
  if (!call.signal.aborted) await call.hangUp();
}
