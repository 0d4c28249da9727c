import type { Party } from "./party.js";

/** What every operation yields at the least. */
export interface Done {
  /** What could be honored only in part, in words. */
  readonly warnings: readonly string[];
}

/** How a play came to its end. */
export interface PlayResult extends Done {
  readonly endedBy: "completed" | "canceled";
}

/** What a sendDtmf sent. */
export interface SendDtmfResult extends Done {
  /** The tones, without the pauses. */
  readonly sent: string;
}

/** Who is with whom after a transfer, in the provider's words. Both are absent where it tells neither (Graph). */
export interface TransferResult extends Done {
  /** Who has the other side now. */
  readonly to?: Party;
  /** Who was handed over. */
  readonly transferee?: Party;
}

/** What a caller keyed in. */
export interface CollectResult {
  /** The tones in order, without the stop tone. */
  readonly tones: string;
  /**
   * `max`: as many as were asked for. `stop-tone`: the caller ended it. `no-input`: not a single one in time.
   * `inter-tone-timeout`: some, and then none in time. `canceled`: by us. `call-ended`: the caller is gone.
   */
  readonly endedBy: "max" | "stop-tone" | "no-input" | "inter-tone-timeout" | "canceled" | "call-ended";
}
