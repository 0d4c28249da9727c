import type { Clock } from "@trunkline/core";
import { EngineError, type PersonHandle, type Simulator } from "@trunkline/simulator";
import { botNumber, people } from "../../scenarios/kit/cast.js";
import type { Act, CallScript } from "../script/scenario.js";

/** Has a person do what the script says, from now on. */
export function followScript(simulator: Simulator, clock: Clock, script: CallScript): void {
  const person = simulator.person(script.who);
  const callId = script.direction === "incoming" ? person.dial(botNumber).id : undefined;
  for (const act of script.acts) clock.setTimer(act.atMs, () => doAct(person, clock, act, callId));
}

function doAct(person: PersonHandle, clock: Clock, { act }: Act, callId: string | undefined): void {
  switch (act.do) {
    case "press":
      return ifPossible(() =>
        person.press(act.keys, { gapMs: act.gapMs, ...(callId === undefined ? {} : { callId }) }),
      );
    case "hang-up":
      return ifPossible(() => person.hangUp(callId));
    case "share":
      ifPossible(() => person.startSharing(callId));
      clock.setTimer(act.forMs, () => ifPossible(() => person.stopSharing(callId)));
  }
}

/** Everybody hangs up, on every call that they are on. What only rings is left to ring: how long it does is each cloud's own affair. */
export function everybodyHangsUp(simulator: Simulator): void {
  for (const { id } of people) {
    if (id === undefined) continue;
    const calls = simulator.calls().filter((call) => isOn(call, id));
    for (const call of calls) ifPossible(() => simulator.person(id).hangUp(call.id));
  }
}

function isOn({ legs }: ReturnType<Simulator["calls"]>[number], personId: string): boolean {
  return legs.some(
    ({ owner, state }) =>
      owner.kind === "person" && owner.personId === personId && state !== "ringing" && state !== "ended",
  );
}

/** What the situation does not allow is left: nobody presses keys on a line that is dead. */
function ifPossible(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}
