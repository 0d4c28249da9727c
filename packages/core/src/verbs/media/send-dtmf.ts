import type { CallActor } from "../../actor/call-actor.js";
import type { Adapter } from "../../adapter/adapter.js";
import type { AnyAdapter } from "../../adapter/composite.js";
import type { VerbInputs } from "../../adapter/verb-inputs.js";
import { wait } from "../../base/clock.js";
import type { OperationControls } from "../../interface/operation.js";
import type { SendDtmfOptions } from "../../interface/verb-options.js";
import { callVerb, fieldOf, readDone, type Task } from "../../operations/call-verb.js";
import { checkRequest, type VerbFacts } from "../../operations/check-verb.js";
import { onLane } from "../../operations/on-lane.js";
import { runStep } from "../../operations/run-operation.js";
import { counterpart } from "../../record/call-record.js";
import { CallingError } from "../../words/calling-error.js";
import type { SendDtmfResult } from "../../words/inputs-and-results.js";
import { toParty } from "../../words/to-party.js";
import { cutRuns, type DialPart, readDialString, type Tone } from "../../words/tone.js";
import { checkMs } from "../../words/validate.js";
import { stopMedia } from "./cancel-media.js";

/** Enough for a request and for any gap between tones; added to the time that the tones themselves take. */
const graceMs = 15_000;
/** What one tone takes at the most where the provider keeps its own pace. */
const toneMs = 500;

const facts: VerbFacts<"sendDtmf"> = {
  name: "sendDtmf",
  needsLine: true,
  figures: ({ sendDtmfTones, sendDtmfGap }) => ({ tonesAtOnce: sendDtmfTones, gap: sendDtmfGap }),
};

export interface SendDtmfInput extends Omit<VerbInputs["sendDtmf"], "tones"> {
  readonly parts: readonly DialPart[];
}

/** Sends tones, in parts where the provider takes only so many or where pauses are in between. */
export const sendDtmf = callVerb({
  ...facts,
  read(call, dial: string | readonly string[], options: SendDtmfOptions<AnyAdapter> = {}) {
    const { adapter, record } = call;
    const { gapMs } = options;
    const parts = cutRuns(readDialString(dial), adapter.limits.sendDtmfTones ?? Number.POSITIVE_INFINITY);
    checkMs("sendDtmf: gapMs", gapMs, { provider: adapter.name, verb: "sendDtmf" }, 0);
    const to = options.to === undefined ? counterpart(record) : toParty(options.to);
    const input: SendDtmfInput = {
      parts,
      ...(to === undefined ? {} : { to }),
      ...(gapMs === undefined ? {} : { gapMs }),
    };
    return { input, options };
  },
  check(call, { input, options }) {
    const [first = []] = input.parts.flatMap((part) => ("tones" in part ? [part.tones] : []));
    try {
      checkRequest(call, { verb: facts, input: requestOf(call.adapter, input, first), options });
    } catch (error) {
      throw withSent(error, "");
    }
  },
  perform: (actor, task) =>
    onLane<SendDtmfResult>(actor, task.id, {
      signal: task.options.signal,
      work: (controls, canceled) => sendParts(actor, task, controls, canceled),
      stop: () => stopMedia(actor),
      never: (controls) => controls.fail(givenUp().about({ sent: "" })),
    }),
  readResult: (value): SendDtmfResult => ({ ...readDone(value), sent: String(fieldOf(value, "sent") ?? "") }),
  elsewhere: { patienceMs: 120_000, bearsKeys: true },
});

/** The input of one request. The adapter is given a gap only if its provider keeps one. */
function requestOf(
  { limits }: Adapter,
  { parts: _, gapMs, ...input }: SendDtmfInput,
  tones: readonly Tone[],
): VerbInputs["sendDtmf"] {
  return gapMs === undefined || !limits.sendDtmfGap ? { tones, ...input } : { tones, ...input, gapMs };
}

function gapWarnings({ limits, name }: Adapter, { gapMs }: SendDtmfInput): readonly string[] {
  if (gapMs === undefined || limits.sendDtmfGap) return [];
  return [`gapMs: ${name} takes no gap between tones; they are sent at its own pace`];
}

async function sendParts(
  actor: CallActor,
  { id, input, options }: Task<SendDtmfInput>,
  controls: OperationControls<SendDtmfResult>,
  canceled: () => boolean,
): Promise<void> {
  const { parts } = input;
  const warnings = new Set<string>();
  let sent = "";
  try {
    for (const part of parts) {
      if (canceled()) throw givenUp();
      if ("pauseMs" in part) await wait(actor.instance.clock, part.pauseMs, options.signal);
      else {
        // A single piece has the operation's own id in its events; several pieces have ids of their own.
        const step = parts.length === 1 ? id : actor.instance.newId();
        const done = await sendRun(actor, input, part.tones, { id: step, options, accept: controls.accept });
        for (const warning of done.warnings) warnings.add(warning);
        sent += done.sent;
      }
    }
    controls.complete({ sent, warnings: [...warnings] });
  } catch (error) {
    controls.fail(withSent(error, sent));
  }
}

function sendRun(
  actor: CallActor,
  input: SendDtmfInput,
  tones: readonly Tone[],
  { id, options, accept }: Pick<Task<unknown>, "id" | "options"> & Pick<OperationControls<SendDtmfResult>, "accept">,
): Promise<SendDtmfResult> {
  const request = requestOf(actor.adapter, input, tones);
  const plan = {
    verb: facts,
    input: request,
    warnings: gapWarnings(actor.adapter, input),
    options,
    timeoutMs: graceMs + tones.length * (toneMs + (request.gapMs ?? 0)),
    yield: ({ warnings }: { readonly warnings: readonly string[] }) => ({ sent: tones.join(""), warnings }),
    cancel: () => stopMedia(actor),
  };
  return runStep(actor, plan, id, accept);
}

/** A failure says what was sent before it. */
function withSent(error: unknown, sent: string): unknown {
  return CallingError.is(error) ? error.about({ sent }) : error;
}

function givenUp(): CallingError {
  return new CallingError("operation-failed", "sendDtmf: it was canceled", { verb: "sendDtmf" });
}
