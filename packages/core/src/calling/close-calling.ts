import type { CallActor } from "../actor/call-actor.js";
import type { CallActors } from "../actor/call-actors.js";
import type { InFlight } from "../actor/in-flight.js";
import type { Instance } from "../actor/instance.js";
import { atMost } from "../base/clock.js";
import { type Reporting, reportError } from "../events/report-error.js";
import type { CloseOptions } from "../interface/calling.js";
import { endCall } from "../reduce/state.js";
import { partiesOf } from "../telemetry/telemetry.js";
import { decide } from "../verbs/decide.js";
import { reject } from "../verbs/reject.js";
import type { Watch } from "../watch/keep-watch.js";
import { CallingError } from "../words/calling-error.js";
import { checkRange } from "../words/validate.js";

/** How long live calls may take to end before they are hung up, ms: within the 10 s that Docker gives a process. */
const usualDrainMs = 5000;
/** How long calls that are being begun may take before everything is handed over, ms. */
const openingsMs = 5000;
/** How long the hang-ups may take, ms. */
const hangUpMs = 10_000;
/** How long the handlers of calls that were hung up may take, ms. */
const handlersMs = 5000;
/** How long callbacks that are being taken in may take, ms. */
const callbacksMs = 5000;

/** What closing needs to know. */
export interface Closing {
  readonly instance: Reporting & Pick<Instance, "inFlight">;
  readonly actors: Pick<CallActors, "all" | "limit" | "stopTaking" | "close">;
  readonly watch: Watch;
  /** Calls that are being begun. */
  readonly openings: InFlight;
  /** Callbacks that are not answered yet. */
  readonly callbacks: InFlight;
  /** Events that wait for the announcement of their call. */
  readonly early: { close(): void };
  /** Responses that are held for decisions. */
  readonly held: { close(): void };
  /** Closes what the adapters have open. Never fails. */
  readonly closeAdapters: () => Promise<unknown>;
  /** Whether another instance uses the store; `"never"`: no other can reach it. */
  readonly others: "never" | "none" | "maybe";
}

/** Lets live calls end, and hands over or hangs up those that do not end in time. */
export async function closeCalling(closing: Closing, { drainMs, atDeadline }: CloseOptions): Promise<void> {
  const { instance, actors, watch, openings, callbacks, early, held, others } = closing;
  const { clock, telemetry } = instance;
  const usual = others === "maybe" ? "hand-over" : "hang-up";
  const end = others === "never" ? "hang-up" : (atDeadline ?? usual);
  const time = drainMs ?? (end === "hand-over" ? 0 : usualDrainMs);
  telemetry.log("closing", { calls: actors.all().length, drainMs: time });
  actors.limit(end === "hang-up" && others !== "maybe" ? "turns-away" : "others");
  if (time > 0) await atMost(clock, time, drained(closing));
  await atMost(clock, openingsMs, openings.idle());
  const calls = actors.all().length;
  if (end === "hang-up") {
    const before = new Set(actors.all());
    await hangUpAll(closing, [...before]);
    await actors.stopTaking();
    // Calls that came in at the last moment are turned away as well.
    await hangUpAll(
      closing,
      actors.all().filter((actor) => !before.has(actor)),
    );
  }
  const [failed] = await actors.close();
  early.close();
  if (failed !== undefined) reportError(instance, "workFailed", failed);
  // A balancer leads callbacks here until the close has ended: they are refused from its last moment on, and those that are being taken in
  // need the store, which may be closed after it.
  await atMost(clock, callbacksMs, callbacks.idle());
  const reports = instance.inFlight.mark();
  held.close();
  await closing.closeAdapters();
  await atMost(clock, callbacksMs, callbacks.idle());
  await atMost(clock, callbacksMs, reports());
  await watch.stop();
  telemetry.log("closed", { calls });
}

/** Checks the options before anything is closed. @throws CallingError `invalid-request`. */
export function checkClose({ drainMs, atDeadline }: CloseOptions): void {
  const most = 2_147_483_647;
  checkRange("close: drainMs", drainMs, { least: 0, most, hint: `Give milliseconds, from 0 to ${most}.` });
  const ends: readonly unknown[] = ["hand-over", "hang-up", undefined];
  if (ends.includes(atDeadline)) return;
  throw new CallingError("invalid-request", `close: atDeadline is "${atDeadline}"`, {
    hint: 'Give "hand-over" or "hang-up".',
  });
}

/** Resolves when no call is live, none is being begun, and no handler runs. */
async function drained({ actors, openings, watch }: Closing): Promise<void> {
  for (;;) {
    await openings.idle();
    const live = actors.all().filter(({ life }) => !life.end.over);
    if (live.length === 0) return watch.idle();
    await Promise.all(live.map(({ life }) => new Promise((over) => life.end.on(over))));
  }
}

/** Hangs up the live calls, and waits for the handlers of their ends. */
async function hangUpAll({ instance }: Closing, all: readonly CallActor[]): Promise<void> {
  const { inFlight, clock } = instance;
  const live = all.filter(({ life }) => !life.end.over);
  const handlers = inFlight.mark();
  const failed = new Map<CallActor, unknown>();
  const note = (actor: CallActor) => (error: unknown) => void failed.set(actor, error);
  await atMost(clock, hangUpMs, Promise.all(live.map((actor) => hangUp(actor).catch(note(actor)))));
  for (const actor of live) {
    if (!actor.life.end.over) reportError(instance, "workFailed", stillThere(actor, failed.get(actor)), actor);
  }
  await atMost(clock, handlersMs, handlers());
}

/** Verbs that end a call by being accepted. */
const endings: readonly string[] = ["hangUp", "reject", "redirect"];

/** The call is over once the provider has accepted: its event may come when this process is gone. */
async function hangUp(actor: CallActor): Promise<void> {
  const { instance, record } = actor;
  const { telemetry, requests } = instance;
  telemetry.log("hungUp", { callRef: actor.ref, state: record.state, ...partiesOf(telemetry, record) });
  // An answer that is under way opens the line, even if a rejection follows.
  await requests.idle(actor);
  await actor.idle();
  const { state, decision, endingVerb = "none", providerCallId, released } = actor.record;
  // Its others talk on without the bot.
  if (released) return actor.start((turn) => endCall(turn, undefined, turn.own()));
  const undecided = state === "incoming" && !decision;
  // During the drain an event could have brought the id of a call whose answer was lost.
  if (!undecided && providerCallId === "") throw new CallingError("not-found", "the provider has given it no id");
  if (!endings.includes(endingVerb))
    await (undecided ? decide(actor, undefined, reject, "busy") : actor.call.hangUp()).accepted.catch(unlessEnded);
  await actor.start((turn) => endCall(turn, undefined, turn.own()));
}

/** The caller hung up first, and no event has reported it yet. */
function unlessEnded(error: unknown): void {
  if (!CallingError.is(error) || error.code !== "call-ended") throw error;
}

function stillThere({ ref }: CallActor, cause: unknown): CallingError {
  return new CallingError("timeout", "close: the call was not hung up in time, and may still be connected", {
    callRef: ref,
    hint: "Hang it up at the provider; else it ends when the caller hangs up.",
    cause,
  });
}
