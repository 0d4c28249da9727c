import { type Call, CallingError, type Clock, type IncomingCall, type Operation } from "@trunkline/core";
import { cast } from "../../scenarios/kit/cast.js";
import { codeOf } from "../../scenarios/kit/code-of.js";
import type { Step } from "../script/scenario.js";
import type { Diary } from "./diary.js";
import { tryImpossible } from "./impossible.js";
import { wait } from "./wait.js";

/** What a step is done with. */
export interface OnCall {
  readonly call: Call;
  /** Present when the call came in. */
  readonly incoming: IncomingCall | undefined;
  readonly clock: Clock;
  readonly diary: Diary;
  /** Between two steps, ms. */
  readonly paceMs: number;
}

/** The call is over, or another instance has it: the rest of the script is left. */
class Over extends Error {}

/** Does the steps one after the other, and notes what came of each. */
export async function doSteps(on: OnCall, steps: readonly Step[]): Promise<void> {
  try {
    for (const [index, step] of steps.entries()) {
      if (on.paceMs > 0) await wait(on.clock, on.paceMs);
      await doStep(on, step, `${index + 1}`);
    }
  } catch (error) {
    if (!(error instanceof Over)) throw error;
  }
  if (on.paceMs > 0) await wait(on.clock, on.paceMs);
}

async function doStep(on: OnCall, step: Step, name: string): Promise<void> {
  if (step.do === "pause") return wait(on.clock, step.ms);
  if (step.do === "impossible") return tryImpossible(on, step.what);
  if (step.do !== "together") return note(on, `${name} ${step.do}`, await outcomeOf(on, step, name));
  const all = await Promise.all(step.steps.map((one, index) => outcomeOf(on, one, `${name}.${index + 1}`)));
  for (const [index, outcome] of all.entries()) note(on, `${name}.${index + 1} ${step.steps[index]?.do}`, outcome);
}

function note({ call, diary }: OnCall, what: string, outcome: string): void {
  diary.note(call, `${what}: ${outcome}`);
  if (outcome === "call-ended" || outcome === "superseded") throw new Over(outcome);
}

async function outcomeOf(on: OnCall, step: Step, name: string): Promise<string> {
  try {
    return await on.diary.track(`${name} ${step.do}`, begin(on, step));
  } catch (error) {
    const sent = CallingError.is(error) && error.sent !== undefined ? ` after "${error.sent}"` : "";
    return `${codeOf(error)}${sent}`;
  }
}

/** Prompts end within ten seconds here; whoever hears nothing of it asks after half a minute. */
const timeoutMs = 30_000;

async function begin(on: OnCall, step: Step): Promise<string> {
  const { call } = on;
  const prompt = (index: number) => ({ url: `https://cdn.example.com/${index}.wav` });
  switch (step.do) {
    case "play": {
      const prompts = Array.from({ length: step.prompts }, (_, index) => prompt(index));
      const bound = step.loop ? {} : { timeoutMs };
      return (await given(on, step, call.play(prompts, { loop: step.loop, ...bound }))).endedBy;
    }
    case "collect": {
      const { do: _, prompt: prompted, cancelAfterMs: __, ...options } = step;
      const collecting = call.collectDtmf({ ...options, ...(prompted ? { prompt: prompt(9) } : {}) });
      const { tones, endedBy } = await given(on, step, collecting);
      return `"${tones}" by ${endedBy}`;
    }
    case "send":
      return `sent "${(await given(on, step, call.sendDtmf(step.tones))).sent}"`;
    case "transfer":
      await call.transfer(cast[step.to]);
      return "done";
    case "cancel-media":
      await call.cancelMedia();
      return "done";
    case "hang-up":
      await call.hangUp();
      return "done";
    case "pause":
    case "impossible":
    case "together":
      throw new TypeError(`${step.do} is nothing that a call does`);
  }
}

/** An operation that may be given up. */
function given<T>(on: OnCall, step: { readonly cancelAfterMs?: number }, operation: Operation<T>): Operation<T> {
  if (step.cancelAfterMs !== undefined)
    on.clock.setTimer(step.cancelAfterMs, () => {
      on.diary.track("cancel", operation.cancel()).catch(() => {});
    });
  return operation;
}
