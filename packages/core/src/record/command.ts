import type { Json } from "../base/json.js";
import type { GivenOptions } from "../operations/verb-options.js";
import type { TraceParent } from "../telemetry/trace-parent.js";
import type { CollectGiven } from "../verbs/collect-dtmf.js";
import type { PartyLike } from "../words/party.js";
import type { Prompt } from "../words/prompt.js";
import type { StoredError } from "./error-codec.js";

/** Options as they travel: without the signal, whose abort travels as a `cancel`. */
export type Sent<O extends GivenOptions = GivenOptions> = Omit<O, "signal">;

/** What an instance that does not hold a call wants done on it. */
export type Wish =
  | { readonly verb: "hangUp"; readonly options: Sent & { readonly everyone?: boolean } }
  | {
      readonly verb: "transfer";
      readonly to: PartyLike;
      readonly options: Sent & {
        readonly transferee?: PartyLike;
        readonly replaces?: { readonly providerCallId: string };
      };
    }
  | {
      readonly verb: "sendDtmf";
      readonly dial: string | readonly string[];
      readonly options: Sent & { readonly to?: PartyLike; readonly gapMs?: number };
    }
  | {
      readonly verb: "play";
      readonly prompts: Prompt | readonly Prompt[];
      readonly options: Sent & { readonly loop?: boolean; readonly to?: PartyLike | readonly PartyLike[] };
    }
  | { readonly verb: "collectDtmf"; readonly options: Sent<CollectGiven> }
  | { readonly verb: "cancelMedia"; readonly options: Sent }
  /** Stops what an earlier command began. */
  | { readonly verb: "cancel"; readonly of: string }
  /** Writes the bot's data, if it still is what the writer has seen. */
  | { readonly verb: "setData"; readonly value: Json; readonly seen: Json };

/** A wish on its way to the call's holder: an entry of the call, like the provider's events. */
export type Command = Wish & {
  readonly kind: "command";
  readonly id: string;
  /** The span under which it was wished, where there was one. */
  readonly trace?: TraceParent | undefined;
};

/** Says that whoever had a command has read what became of it: there may be keys in it, and nobody needs it any more. */
export interface Ack {
  readonly kind: "ack";
  readonly of: string;
}

/** What became of a command, in the record of the call, for whoever wished it. */
export interface CommandOutcome {
  readonly id: string;
  readonly value?: Json;
  readonly error?: StoredError;
}
