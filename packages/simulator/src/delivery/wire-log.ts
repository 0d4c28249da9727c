import type { Provenance } from "../wire.js";

/** One HTTP exchange between a bot and the simulated cloud, either way. Secrets are redacted. */
export interface WireEntry {
  readonly id: string;
  /** When the request was made, milliseconds since the epoch on the simulator's clock. */
  readonly at: number;
  /** `from-bot`: the bot asked the cloud. `to-bot`: the cloud called the bot back. */
  readonly direction: "from-bot" | "to-bot";
  /** Absent: a listener refused what came before anybody could tell. */
  readonly cloud?: "acs" | "graph";
  readonly botId?: string;
  /** The engine's call id, when the exchange is about a call. */
  readonly callId?: string;
  readonly title: string;
  readonly tag: Provenance;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  /** Absent until answered; for `to-bot` 0 when no answer came. */
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: string;
  /** `to-bot`: counts from 1. */
  readonly attempt?: number;
  /** What was done to it on purpose, such as `drop` or `duplicate`. */
  readonly fault?: string;
  /** `waiting`: no answer yet. `answered`: any status. `failed`: no connection, or the bot was too slow. `dropped`: never sent, by a fault. */
  readonly outcome: "waiting" | "answered" | "failed" | "dropped";
}

/** The last 2,000 exchanges, oldest first. */
export interface WireLog {
  entries(): readonly WireEntry[];
  /** Adds an entry; its id and time are given here. */
  add(entry: Omit<WireEntry, "id" | "at">): WireEntry;
  update(id: string, change: Partial<Omit<WireEntry, "id" | "at">>): void;
  /** Told of every new and changed entry; returns how to stop. */
  on(listener: (entry: WireEntry) => void): () => void;
  clear(): void;
}
