import type { BotAnswer } from "../../delivery/delivery.js";
import type { Provenance } from "../../wire.js";
import type { JsonObject } from "../json.js";

/** One thing that a bot is told about one call. */
export interface Notification {
  /** A few words for the log, and for faults to aim at: `established`, `playPrompt completed`. */
  readonly title: string;
  readonly tag: Provenance;
  readonly changeType: "created" | "updated" | "deleted";
  /** Below the call: `/participants`, `/operations/{id}`. Absent: the call itself. */
  readonly below?: string;
  /** Absent: none, as in documented examples of content sharing. */
  readonly data?: JsonObject | readonly JsonObject[];
  /** Instead of the call's callback address. */
  readonly url?: string;
  readonly settled?: (answer: BotAnswer | undefined) => void;
}
