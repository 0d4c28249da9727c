import type { Participant } from "../words/inputs-and-results.js";
import type { Party } from "../words/party.js";
import { partyKey } from "../words/to-party.js";

/**
 * A consultative transfer that core makes, because the provider has none: the agent comes over from another call of the bot, and the bot leaves. It is all
 * data, so that an instance that takes over the call goes on where the last one stopped.
 */
export interface MoveRecord {
  /** The transfer as the bot knows it, which makes no request of its own. */
  readonly operation: string;
  /** The request that brings the agent over. */
  readonly part: string;
  /**
   * `moving`: that request is under way. `moved`: it has succeeded, and a roster with both is waited for. `leaving`: both are on the call, and the bot leaves.
   * `ending`: the bot is out of this call, and ends the other one.
   */
  readonly phase: "moving" | "moved" | "leaving" | "ending";
  readonly agent: Party;
  /** The party that the agent is to talk to. Absent on a group call: anybody else. */
  readonly caller?: Party;
  /** The key of the call that the agent comes from, if the bot alone is left on it then. */
  readonly other?: string;
  /** Who was on the call by a roster since the transfer began: one who is not any more has hung up. */
  readonly seen: { readonly agent: boolean; readonly caller: boolean };
}

/** Which of the two are on a call. */
export function presentOf({ agent, caller }: MoveRecord, participants: readonly Participant[]): MoveRecord["seen"] {
  const [agentKey, callerKey] = [partyKey(agent), caller && partyKey(caller)];
  const keys = participants.filter(({ self }) => !self).map(({ party }) => partyKey(party));
  return {
    agent: keys.includes(agentKey),
    caller: keys.some((key) => (callerKey === undefined ? key !== agentKey : key === callerKey)),
  };
}
