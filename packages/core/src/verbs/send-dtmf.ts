import type { CallActor } from "../actor/call-actor.js";
import { wait } from "../base/wait.js";
import type { Operation, OperationControls } from "../interface/operation.js";
import { attemptOperation } from "../operations/attempt-operation.js";
import { onLane } from "../operations/on-lane.js";
import { type Plan, runStep } from "../operations/run-operation.js";
import type { GivenOptions } from "../operations/verb-options.js";
import { counterpart } from "../record/new-record.js";
import { CallingError } from "../words/calling-error.js";
import { checkMs } from "../words/check-number.js";
import { cutRuns, type DialPart, readDialString } from "../words/dial-string.js";
import type { Party, PartyLike } from "../words/party.js";
import type { SendDtmfResult } from "../words/results.js";
import { toParty } from "../words/to-party.js";
import type { Tone } from "../words/tone.js";
import { stopMedia } from "./cancel-media.js";

interface SendDtmfGiven extends GivenOptions {
  readonly to?: PartyLike;
  readonly gapMs?: number;
}

/** Enough for a request and for any gap between tones; added to the time that the tones themselves take. */
const graceMs = 15_000;
/** What one tone takes at the most where the provider keeps its own pace. */
const toneMs = 500;

/** Sends tones, in parts where the provider takes only so many or where pauses are in between. */
export function sendDtmf(
  actor: CallActor,
  dial: string | readonly string[],
  options: SendDtmfGiven,
): Operation<SendDtmfResult> {
  return attemptOperation(actor, "sendDtmf", () => {
    const { limits } = actor.adapter;
    const parts = cutRuns(readDialString(dial), limits.sendDtmfTones ?? Number.POSITIVE_INFINITY);
    checkMs("sendDtmf: gapMs", options.gapMs, { provider: actor.adapter.name, verb: "sendDtmf" }, 0);
    const to = options.to === undefined ? counterpart(actor.record) : toParty(options.to);
    const id = actor.runtime.newId();
    return onLane<SendDtmfResult>(actor, id, {
      signal: options.signal,
      work: (controls, canceled) => sendParts(actor, parts, { id, to, options, controls, canceled }),
      stop: () => stopMedia(actor),
      never: (controls) => controls.fail(givenUp().about({ sent: "" })),
    });
  });
}

interface Sending {
  readonly id: string;
  readonly to: Party | undefined;
  readonly options: SendDtmfGiven;
  readonly controls: OperationControls<SendDtmfResult>;
  readonly canceled: () => boolean;
}

async function sendParts(actor: CallActor, parts: readonly DialPart[], sending: Sending): Promise<void> {
  const { controls, options } = sending;
  const warnings = new Set<string>();
  let sent = "";
  try {
    for (const part of parts) {
      if (sending.canceled()) throw givenUp();
      if ("pauseMs" in part) await wait(actor.runtime.clock, part.pauseMs, options.signal);
      else {
        // What goes in one piece is told under the operation's own id; several pieces are told one by one.
        const id = parts.length === 1 ? sending.id : actor.runtime.newId();
        const done = await sendRun(actor, part.tones, sending, id);
        for (const warning of done.warnings) warnings.add(warning);
        sent += done.sent;
      }
    }
    controls.complete({ sent, warnings: [...warnings] });
  } catch (error) {
    controls.fail(CallingError.is(error) ? error.about({ sent }) : error);
  }
}

function givenUp(): CallingError {
  return new CallingError("operation-failed", "sendDtmf: it was canceled", { verb: "sendDtmf" });
}

function sendRun(
  actor: CallActor,
  tones: readonly Tone[],
  { to, options, controls }: Sending,
  id: string,
): Promise<SendDtmfResult> {
  const gap = options.gapMs === undefined ? {} : { gapMs: options.gapMs };
  const plan: Plan<"sendDtmf", SendDtmfResult> = {
    verb: "sendDtmf",
    input: { tones, ...(to === undefined ? {} : { to }), ...gap },
    options,
    timeoutMs: graceMs + tones.length * (toneMs + (options.gapMs ?? 0)),
    yield: ({ warnings }): SendDtmfResult => ({ sent: tones.join(""), warnings }),
    cancel: () => stopMedia(actor),
  };
  return runStep(actor, plan, id, controls.accept);
}
