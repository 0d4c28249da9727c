import type { SendDtmfResult } from "../call/results.js";
import { wait } from "../clock/wait.js";
import { CallingError } from "../errors/calling-error.js";
import type { CallHolder } from "../holder/call-holder.js";
import { runOperation } from "../operate/run-operation.js";
import type { GivenOptions } from "../operate/verb-options.js";
import { attemptOperation } from "../operation/attempt-operation.js";
import { createOperation, type Operation, type OperationControls } from "../operation/operation.js";
import type { Party, PartyLike } from "../party/party.js";
import { toParty } from "../party/to-party.js";
import { counterpart } from "../record/new-record.js";
import { cutRuns, type DialPart, readDialString } from "../tones/dial-string.js";
import type { Tone } from "../tones/tone.js";
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
  holder: CallHolder,
  dial: string | readonly string[],
  options: SendDtmfGiven,
): Operation<SendDtmfResult> {
  return attemptOperation(holder.runtime.newId, () => {
    const { limits } = holder.adapter;
    const parts = cutRuns(readDialString(dial), limits.sendDtmfTones ?? Number.POSITIVE_INFINITY);
    const to = options.to === undefined ? counterpart(holder.record) : toParty(options.to);
    let canceled = false;
    const cancel = async () => {
      canceled = true;
      await stopMedia(holder);
    };
    return createOperation<SendDtmfResult>(
      holder.runtime.newId(),
      (controls) =>
        holder.lane.run(() => sendParts(holder, parts, { to, options, controls, canceled: () => canceled })),
      cancel,
    );
  });
}

interface Sending {
  readonly to: Party | undefined;
  readonly options: SendDtmfGiven;
  readonly controls: OperationControls<SendDtmfResult>;
  readonly canceled: () => boolean;
}

async function sendParts(holder: CallHolder, parts: readonly DialPart[], sending: Sending): Promise<void> {
  const { controls, options } = sending;
  const warnings = new Set<string>();
  let sent = "";
  try {
    for (const part of parts) {
      if (sending.canceled())
        throw new CallingError("operation-failed", "sendDtmf: it was canceled", { verb: "sendDtmf" });
      if ("pauseMs" in part) await wait(holder.runtime.clock, part.pauseMs, options.signal);
      else {
        const done = sendRun(holder, part.tones, sending);
        done.accepted.then(controls.accept, () => {});
        for (const warning of (await done).warnings) warnings.add(warning);
        sent += part.tones.join("");
      }
    }
    controls.complete({ sent, warnings: [...warnings] });
  } catch (error) {
    controls.fail(CallingError.is(error) ? error.about({ sent }) : error);
  }
}

function sendRun(holder: CallHolder, tones: readonly Tone[], { to, options }: Sending): Operation<SendDtmfResult> {
  const gap = options.gapMs === undefined ? {} : { gapMs: options.gapMs };
  return runOperation(holder, {
    verb: "sendDtmf",
    input: { tones, ...(to === undefined ? {} : { to }), ...gap },
    options,
    timeoutMs: graceMs + tones.length * (toneMs + (options.gapMs ?? 0)),
    yield({ outcome, warnings }): SendDtmfResult {
      if (outcome === "canceled")
        throw new CallingError("operation-failed", "sendDtmf: the tones were cut off", {
          verb: "sendDtmf",
          provider: holder.adapter.name,
        });
      return { sent: tones.join(""), warnings };
    },
    cancel: () => stopMedia(holder),
  });
}
