import type { Leg } from "../engine/call.js";
import type { Party } from "../engine/party.js";

/** What an operation was asked with, to be repeated in its events. */
export interface AcsOperationRecord {
  readonly operationContext?: string;
  readonly callbackUri: string;
  /** Whom a prompt to some has put on hold, to be let go when it is over. */
  readonly held?: readonly Party[];
}

/** What this wire keeps beside the engine's leg: its callback address, the context, and what is under way. */
export interface AcsConnection {
  /** callConnectionId: the id of the bot's leg. */
  readonly id: string;
  readonly botId: string;
  readonly callbackUri: string;
  readonly apiVersion: string;
  readonly operationContext?: string;
  readonly how: "create" | "answer" | "connect";
  /** The bot's identity in participant lists, `8:acs:…`. */
  readonly self: string;
  readonly targets: readonly Party[];
  /** Who called, when it was not the bot. */
  readonly caller?: Party;
  readonly sourceCallerIdNumber?: string;
  /** The caller's name as it is shown. */
  readonly sourceDisplayName?: string;
  /** The identity that the answer asked to answer with. */
  readonly answeredBy?: string;
  /** The number that was called, when it was one. */
  readonly answeredFor?: string;
  readonly operations: Map<string, AcsOperationRecord>;
  /** The continuous recognition under way. */
  toneWatch?: AcsOperationRecord & { readonly target: Party; sequence: number };
  rosterSequence: number;
  /** The last participant list that was sent, to tell a change from a repetition. */
  lastRoster?: string;
}

/** Ids as this wire has them, from the engine's. */
export function correlationIdOf(leg: Leg): string {
  return leg.callId;
}

/** The service's form: base64 of an address, opaque to everybody. */
export function serverCallIdOf(callId: string): string {
  return Buffer.from(`https://api.flightproxy.skype.com/api/v2/cp/conv-simulator/conv/${callId}?i=127-0-0-1`).toString(
    "base64",
  );
}

export function callIdOfServerCallId(serverCallId: string): string | undefined {
  const address = Buffer.from(serverCallId, "base64").toString("utf8");
  return /\/conv\/([0-9a-f-]{36})\?/.exec(address)?.[1];
}
