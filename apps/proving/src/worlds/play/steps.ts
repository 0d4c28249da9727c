import { CallingError } from "@trunkline/core";
import { cast, codeOf } from "../../scenarios/kit/cast.js";
import { type Impossible, isAboutPeople, type Step } from "../script/scenario.js";
import { type OnCall, prompt, wait, withCancel } from "./on-call.js";
import { doWithPeople } from "./people-steps.js";

/** The call is over, or another instance has it: the rest of the script is skipped. */
class CallOver extends Error {}

/** Takes the steps one after the other, and notes the outcome of each. */
export async function doSteps(on: OnCall, steps: readonly Step[]): Promise<void> {
  try {
    for (const [index, step] of steps.entries()) {
      if (on.paceMs > 0) await wait(on.clock, on.paceMs);
      await doStep(on, step, `${index + 1}`);
    }
  } catch (error) {
    if (!(error instanceof CallOver)) throw error;
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

function note({ call, history }: OnCall, what: string, outcome: string): void {
  history.note(call, `${what}: ${outcome}`);
  if (outcome === "call-ended" || outcome === "superseded") throw new CallOver(outcome);
}

async function outcomeOf(on: OnCall, step: Step, name: string): Promise<string> {
  try {
    return await on.history.track(`${name} ${step.do}`, begin(on, step));
  } catch (error) {
    const sent = CallingError.is(error) && error.sent !== undefined ? ` after "${error.sent}"` : "";
    return `${codeOf(error)}${sent}`;
  }
}

/** Prompts end within ten seconds here; without an event, the bot asks after half a minute. */
const timeoutMs = 30_000;

async function begin(on: OnCall, step: Step): Promise<string> {
  const { call } = on;
  if (isAboutPeople(step)) return doWithPeople(on, step);
  switch (step.do) {
    case "play": {
      const prompts = Array.from({ length: step.prompts }, (_, index) => prompt(index));
      const bound = step.loop ? {} : { timeoutMs };
      return (await withCancel(on, step, call.play(prompts, { loop: step.loop, ...bound }))).endedBy;
    }
    case "collect": {
      const { do: _, prompt: prompted, cancelAfterMs: __, ...options } = step;
      const collecting = call.collectDtmf({ ...options, ...(prompted ? { prompt: prompt(9) } : {}) });
      const { tones, endedBy } = await withCancel(on, step, collecting);
      return `"${tones}" by ${endedBy}`;
    }
    case "send":
      return `sent "${(await withCancel(on, step, call.sendDtmf(step.tones))).sent}"`;
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
      throw new TypeError(`${step.do} is not an operation on a call`);
  }
}

/** The allowed error codes of each: the call may also be over by then. */
const expected: Readonly<Record<Impossible, readonly string[]>> = {
  "bad tones": ["invalid-request"],
  "endless collection": ["invalid-request"],
  "no prompts": ["invalid-request"],
  "second answer": ["conflict", "call-ended"],
  "unknown kind of party": ["unsupported", "invalid-request", "call-ended"],
};

/** Tries something impossible, which must be refused. */
async function tryImpossible(on: OnCall, what: Impossible): Promise<void> {
  try {
    await on.history.track(what, attempt(on, what));
    on.history.allow(`${what} was allowed`);
  } catch (error) {
    const code = CallingError.is(error) ? error.code : String(error);
    if (code === "superseded" || expected[what].includes(code)) return;
    on.history.allow(`${what} was refused as ${code}`);
  }
}

async function attempt({ call, incoming }: OnCall, what: Impossible): Promise<unknown> {
  switch (what) {
    case "bad tones":
      return call.sendDtmf("12x");
    case "endless collection":
      // @ts-expect-error the compiler refuses it too
      return call.collectDtmf({});
    case "no prompts":
      return call.play([]);
    case "second answer":
      if (!incoming) throw new CallingError("conflict", "the call is not incoming");
      return incoming.reject();
    case "unknown kind of party":
      return call.transfer({ kind: "unknown", rawId: "unknown" });
  }
}
