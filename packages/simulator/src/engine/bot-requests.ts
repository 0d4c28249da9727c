import type { Prompt } from "./media.js";
import type { Party } from "./party.js";

export interface CreateCall {
  /** The id of the bot's leg, so that the wire can file what it needs before the first event. Default: made. */
  readonly legId?: string;
  readonly botId: string;
  /** Who the callee sees; default the bot's first address. */
  readonly from?: Party;
  readonly to: readonly [Party, ...Party[]];
  readonly displayName?: string;
  readonly subject?: string;
  /** `one-to-one` has exactly one callee. */
  readonly kind: "one-to-one" | "group";
  /** When the bot's own leg is connected: with the first answer (default), or at once. */
  readonly connect?: "first-answer" | "at-once";
  /** How long each callee rings, milliseconds. */
  readonly ringMs: number;
  readonly label?: string;
}

export interface JoinCall {
  /** As in `CreateCall`. */
  readonly legId?: string;
  readonly botId: string;
  /** A key of a meeting, or the id of a call that is under way. */
  readonly place: { readonly meetingKey: string } | { readonly callId: string };
  /** The party that others see. Default: the bot's first address. */
  readonly as?: Party;
  readonly displayName?: string;
  readonly label?: string;
}

export interface TransferRequest {
  readonly operationId: string;
  readonly target: Party;
  readonly ringMs: number;
  /** The caller that the target sees. Default: the party that is transferred. */
  readonly from?: Party;
  /** The bot's leg in another call, in which the target is: it does not ring, and the bot leaves both calls. */
  readonly replacesLegId?: string;
}

export interface InviteRequest {
  readonly operationId: string;
  readonly invitee: Party;
  /** The invitee's name in the call. Default: that of the person or bot at the address. */
  readonly displayName?: string | undefined;
  readonly ringMs: number;
  /** The caller that the invitee sees. Default: the bot as it is in the call. */
  readonly from?: Party | undefined;
  readonly fromName?: string | undefined;
}

export interface MoveRequest {
  readonly operationId: string;
  /** The bot's leg in the call that the party is in now. */
  readonly fromLegId: string;
  readonly party: Party;
}

export interface HoldRequest {
  readonly party: Party;
  /** What the party hears, again and again. Default: music. */
  readonly prompt?: Prompt | undefined;
}
