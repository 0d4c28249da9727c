import type { CallView, SimState } from "@trunkline/simulator/page";
import type { BotCall } from "../traces/calls.js";

/** What the page knows of the calls. */
export interface Known {
  readonly sim: SimState | undefined;
  readonly calls: readonly BotCall[];
}

/** Two calls of a person that start within this time were placed together, ms. */
const TOGETHER_MS = 1000;

/** The call that the person placed together with this one, to the bot on the other cloud, while it lives. */
export function twinOf({ sim }: Known, personId: string, callId: string): CallView | undefined {
  const calls = sim?.calls ?? [];
  const call = calls.find(({ id }) => id === callId);
  if (!call || !callerOf(call, personId)) return undefined;
  const first = originOf(calls, call, personId);
  return calls.find((other) => {
    const mine = callerOf(other, personId);
    if (!mine || mine.state === "ended") return false;
    const origin = originOf(calls, other, personId);
    return Math.abs(origin.startedAt - first.startedAt) < TOGETHER_MS && botOf(origin) !== botOf(first);
  });
}

/** The call that the person placed, if the bot has brought them over from it; else the call itself. */
function originOf(calls: readonly CallView[], call: CallView, personId: string): CallView {
  const came = callerOf(call, personId)?.connectedAt;
  const left = calls.find((other) => {
    const { end, endedAt } = callerOf(other, personId) ?? {};
    return (
      end?.kind === "moved" && endedAt !== undefined && came !== undefined && Math.abs(came - endedAt) < TOGETHER_MS
    );
  });
  return left ?? call;
}

/** Whether a key that is pressed at a step of one call can be pressed in the other: it is connected, and at the same step. */
export function isReady({ sim, calls }: Known, personId: string, callId: string, step: string | undefined): boolean {
  const call = sim?.calls.find(({ id }) => id === callId);
  return call !== undefined && callerOf(call, personId)?.state === "connected" && stepOf(calls, callId) === step;
}

/** The step of the dialog that a call is at. */
export function stepOf(calls: readonly BotCall[], callId: string): string | undefined {
  const call = calls.findLast((one) => one.callId === callId);
  return call?.events.findLast(({ step }) => step !== undefined)?.summary;
}

function callerOf({ legs }: CallView, personId: string) {
  return legs.findLast(
    ({ owner, direction }) => owner.kind === "person" && owner.personId === personId && direction === "outgoing",
  );
}

/** The bot that was called. */
function botOf({ legs }: CallView): string | undefined {
  const owner = legs.find((leg) => leg.owner.kind === "bot")?.owner;
  return owner?.kind === "bot" ? owner.botId : undefined;
}
