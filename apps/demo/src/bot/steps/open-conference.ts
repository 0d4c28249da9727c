import { CallingError, partyKey } from "trunkline";
import { isTakenOver, type Scene, type Step, type StepOf } from "../step.js";
import { comes } from "./company.js";

/** How long the meeting's roster may take to show a caller who came over, ms. */
const arrivalMs = 5000;

/** Finds a line that can take a third: this call, or else a meeting, into which the bot brings the caller. */
export async function openConference(scene: Scene, step: StepOf<"conference">): Promise<Step | undefined> {
  const { call, settings } = scene;
  if (!step.room) await call.play(settings.prompt("connecting"));
  if (call.capabilities.addParticipant.support !== "unsupported")
    return { step: "gathering", callerKey: partyKey(call.from) };
  if (await bringOver(scene, step)) return undefined;
  await call.play(settings.prompt("unavailable"));
  return { step: "goodbye" };
}

/** Joins the meeting, and has the caller come over. Resolves to whether they are there; this call is over then. */
async function bringOver(scene: Scene, step: StepOf<"conference">): Promise<boolean> {
  const { call, settings } = scene;
  const room = await openRoom(scene, step);
  if (!room) return false;
  try {
    await room.connected;
    await room.addParticipant(call.from, { replaces: call });
    return true;
  } catch (error) {
    if (isTakenOver(call) || !CallingError.is(error)) throw error;
    settings.note(call.ref, `stays here: ${error.message}`);
    await room[Symbol.asyncDispose]();
    return call.signal.aborted;
  }
}

/** The bot's call to the meeting: a new one, or that of an instance before this one. */
async function openRoom({ calling, call, settings, begin }: Scene, step: StepOf<"conference">) {
  if (step.room) return calling.get(step.room);
  if (!settings.meeting) return undefined;
  const first: Step = { step: "arrival", caller: call.ref };
  const room = await calling.join(settings.meeting, { data: first });
  await call.data.set({ ...step, room: room.ref });
  begin(room, first);
  return room;
}

/** In the meeting: waits for the end of the call from which the caller comes over. A meeting that this call does not know was joined twice. */
export async function awaitArrival({ calling, call }: Scene, { caller }: StepOf<"arrival">): Promise<Step | undefined> {
  const leader = await calling.get(caller);
  const data = await leader.data.get();
  if (data?.step === "conference" && data.room === call.ref) {
    await Promise.race([leader.ended, call.ended]);
    const callerKey = partyKey(leader.from);
    if (await comes(call, callerKey, arrivalMs)) return { step: "gathering", callerKey };
  }
  if (!call.signal.aborted) await call.hangUp();
  return undefined;
}
