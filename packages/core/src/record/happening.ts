import type { VerbName } from "../adapter/verb-inputs.js";
import type { Json } from "../base/json.js";
import type { CallState, EndReason, ResultInfo } from "../words/call-state.js";
import type { Participant } from "../words/inputs-and-results.js";
import type { Tone } from "../words/tone.js";
import type { StoredError } from "./error-codec.js";

/** The outcome of an operation, as a store keeps it. */
export interface OperationOutcome {
  readonly outcome: "completed" | "canceled" | "failed";
  readonly warnings: readonly string[];
  readonly result?: ResultInfo;
  /** The result of the operation, where it has one. */
  readonly value?: Json;
  /** With `failed`: how it failed, where the provider's result does not say so. */
  readonly error?: StoredError;
  /** With `failed`: what to do about the provider's result, where the adapter knows. */
  readonly hint?: string;
}

interface OperationHappening {
  readonly operation: string;
  readonly verb: VerbName;
  readonly context?: string;
  readonly internal?: boolean;
  readonly outcome: OperationOutcome;
}

/** The content of an event, by type, as a store keeps it. */
export type EventContent =
  | { readonly type: "incoming"; readonly returned?: EndReason }
  | { readonly type: "call-connected" }
  | { readonly type: "call-returned" }
  | { readonly type: "call-ended"; readonly reason: EndReason }
  | { readonly type: "call-changed"; readonly state: CallState; readonly inLobby: boolean }
  | { readonly type: "dtmf-received"; readonly tone: Tone; readonly secret: boolean }
  | ({ readonly type: "operation-completed" | "operation-failed" } & OperationHappening)
  | { readonly type: "participants-changed"; readonly participants: readonly Participant[] }
  | {
      readonly type: "content-sharing-changed";
      readonly change: "started" | "updated" | "ended";
      readonly session: string;
    }
  | { readonly type: "call-recovered"; readonly state: CallState }
  | { readonly type: "unrecognized"; readonly name: string };

/** An event as a store keeps it, before handlers get it with its call. */
export type Happening = EventContent & {
  readonly id: string;
  readonly at: number;
  readonly attempt: number;
  readonly source: "event" | "reconciled" | "own";
  readonly raw?: Json | undefined;
};
