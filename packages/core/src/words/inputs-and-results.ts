import type { Json } from "../base/json.js";
import type { Party, PartyLike } from "./party.js";

/**
 * Something to play.
 *
 * - `url`: a WAV file, mono, 16-bit, 16 kHz, that the provider can fetch.
 * - `text`: read aloud by the provider; `voice` is the provider's name of a voice, `locale` a BCP 47 tag.
 * - `ssml`: the same, written in SSML.
 *
 * What a provider cannot play is refused with `unsupported` before any request.
 */
export type Prompt =
  | { readonly url: string }
  | { readonly text: string; readonly voice?: string; readonly locale?: string }
  | { readonly ssml: string };

/**
 * What `calling.join` can join. Each provider has some of them; the rest is refused with `unsupported`.
 *
 * - `teams-meeting`: by the join link of the invitation.
 * - `meeting-id`: by the meeting's number and passcode.
 * - `meeting-thread`: by chat thread and organizer, as a meetings API returns them.
 * - `meeting-token`: by the token of an invitation that the bot received.
 * - `provider`: what only one provider has, in its own terms; its adapter package says what `target` is.
 * - `group`, `room`, `server-call`: by the provider's id of a group call, a room or a call under way.
 */
export type JoinTarget =
  | { readonly kind: "teams-meeting"; readonly url: string }
  | { readonly kind: "meeting-id"; readonly id: string; readonly passcode?: string }
  | {
      readonly kind: "meeting-thread";
      readonly threadId: string;
      /** `"0"` for a scheduled meeting; the id of the conversation's first message for a channel meeting. */
      readonly messageId?: string;
      readonly organizer: { readonly id: string; readonly tenantId: string; readonly displayName?: string };
    }
  | { readonly kind: "meeting-token"; readonly token: string; readonly tenantId?: string }
  | { readonly kind: "group"; readonly id: string }
  | { readonly kind: "room"; readonly id: string }
  | { readonly kind: "server-call"; readonly id: string }
  | { readonly kind: "provider"; readonly provider: string; readonly target: Json };

/** Somebody on a call. It is JSON, and can be kept and handed to every verb that takes a {@link ParticipantLike}. */
export interface Participant {
  /** The provider's id of this participant in this call. On some providers it contains a telephone number. */
  readonly id: string;
  readonly party: Party;
  /** True: it is the bot itself. */
  readonly self?: boolean;
  readonly muted?: boolean;
  readonly onHold?: boolean;
  /** Waiting to be let in. */
  readonly inLobby?: boolean;
}

/**
 * Somebody on the call: a `Participant` of its roster means exactly that one, a party means the participant of that name. A party who is not there is
 * `not-found`; one who is there twice, on two devices, is a `conflict`: give the `Participant`.
 */
export type ParticipantLike = Participant | PartyLike;

/** What every operation yields at least. */
export interface Done {
  /** What could be honored only in part, in words. */
  readonly warnings: readonly string[];
}

/** How a play ended. */
export interface PlayResult extends Done {
  readonly endedBy: "completed" | "canceled";
}

/** What a sendDtmf sent. */
export interface SendDtmfResult extends Done {
  /** The tones, without the pauses. */
  readonly sent: string;
}

/** Who is connected after a transfer, in the provider's words. Both are absent if it reports neither (Graph). */
export interface TransferResult extends Done {
  /** The party that the other side is now connected to. */
  readonly to?: Party;
  /** The party that was transferred. */
  readonly transferee?: Party;
}

/** The keys that a caller pressed. */
export interface CollectResult {
  /** The tones in order, without the stop tone. */
  readonly tones: string;
  /**
   * `max`: as many as were asked for. `stop-tone`: the caller ended it. `no-input`: not a single one in time.
   * `inter-tone-timeout`: some, and then none in time. `canceled`: by us. `call-ended`: the caller is gone.
   */
  readonly endedBy: "max" | "stop-tone" | "no-input" | "inter-tone-timeout" | "canceled" | "call-ended";
}
