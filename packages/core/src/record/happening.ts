import type { AnyVerbName } from "../adapter/verb-inputs.js";
import type { Json } from "../base/json.js";
import type { CallState, EndReason, ResultInfo } from "../words/call-state.js";
import type { Participant } from "../words/inputs-and-results.js";
import type { Tone } from "../words/tone.js";
import type { StoredError } from "./error-codec.js";

/** What became of an operation, as far as a store can keep it. */
export interface OperationOutcome {
  readonly outcome: "completed" | "canceled" | "failed";
  readonly warnings: readonly string[];
  readonly result?: ResultInfo;
  /** What the operation yields, where it yields something of its own. */
  readonly value?: Json;
  /** With `failed`: how it failed, where the provider's result does not say it. */
  readonly error?: StoredError;
  /** With `failed`: what to do about the provider's result, where the adapter knows. */
  readonly hint?: string;
}

interface OperationHappening {
  readonly operation: string;
  readonly verb: AnyVerbName;
  readonly context?: string;
  readonly internal?: boolean;
  readonly outcome: OperationOutcome;
}

/** What is told, by type, in a form that a store can keep. */
export type EventContent =
  | { readonly type: "incoming" }
  | { readonly type: "call-connected" }
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

/** An event before it is dressed up for handlers. */
export type Happening = EventContent & {
  readonly id: string;
  readonly at: number;
  readonly attempt: number;
  readonly source: "event" | "reconciled" | "own";
  readonly raw?: Json | undefined;
};
