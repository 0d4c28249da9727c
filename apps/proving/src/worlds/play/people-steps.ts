import { type Call, CallingError, type Party } from "@trunkline/core";
import { botNumber, cast, codeOf, nameOf } from "../../scenarios/kit/cast.js";
import type { Helper, PeopleStep, Somebody } from "../script/scenario.js";
import { type OnCall, prompt, wait, withCancel } from "./on-call.js";

/** Does something with the people on the call. @returns the outcome, in words. */
export async function doWithPeople(on: OnCall, step: PeopleStep): Promise<string> {
  const { call } = on;
  switch (step.do) {
    case "add":
      return add(on, step);
    case "remove":
      await call.removeParticipant(partyOf(call, step.who));
      return "done";
    case "mute":
      await call.mute(partyOf(call, step.who));
      return "done";
    case "hold":
      await call.hold(partyOf(call, step.who), step.prompt ? { prompt: prompt(8) } : {});
      await wait(on.clock, step.forMs);
      await call.unhold(partyOf(call, step.who));
      return "done";
    case "warm-transfer":
      return transferWarmly(on, step.to, step.ringMs);
  }
}

function partyOf({ direction, from, to }: Call, who: Somebody): Party {
  if (who !== "other") return cast[who];
  return direction === "incoming" ? from : to;
}

async function add(on: OnCall, step: Extract<PeopleStep, { do: "add" }>): Promise<string> {
  const options = { from: botNumber, ...(step.ringMs === undefined ? {} : { ringMs: step.ringMs }) } as const;
  try {
    const { party } = await withCancel(on, step, on.call.addParticipant(cast[step.who], options));
    return nameOf(party) === step.who ? "done" : `${nameOf(party)} came`;
  } catch (error) {
    if (!CallingError.is(error) || !error.reason) throw error;
    return `${error.code}, ${error.reason.kind}`;
  }
}

/** The other side waits while the bot calls the helper. Whatever happens, the second call does not go on with the bot alone. */
async function transferWarmly({ calling, call, history }: OnCall, to: Helper, ringMs: number): Promise<string> {
  const brief = await history.track("brief", calling.create({ to: cast[to], from: botNumber, ringMs }));
  history.name(brief.ref, `${to}, briefed`);
  history.create(brief.ref);
  try {
    await history.track("brief connected", brief.connected);
    await call.transfer(cast[to], { replaces: brief });
    return "done";
  } finally {
    await history.track("hangUp of the brief", brief.hangUp()).catch(codeOf);
  }
}
