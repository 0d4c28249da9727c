import type { Provenance } from "../wire.js";

/** One thing to be sent to a bot. */
export interface Delivery {
  readonly cloud: "acs" | "graph";
  readonly botId?: string;
  /** The engine's call id. */
  readonly callId?: string;
  /** Deliveries of one stream leave in order, the next when the one before is answered or has been out for a while. Use the bot's leg id. */
  readonly stream: string;
  readonly url: string;
  /** Default POST. */
  readonly method?: "POST" | "OPTIONS" | "GET";
  /** A few words for the log, such as `CallConnected`. */
  readonly title: string;
  readonly tag: Provenance;
  /** Makes headers and body; asked again for every attempt, so that a token can be fresh. `attempt` counts from 1. */
  build(attempt: number): Promise<DeliveryContent>;
  /** What the sender does when the bot does not take it. Absent: nothing, it is lost. */
  readonly retry?: RetryPolicy;
  /** Called with the answer to the last attempt, `undefined` if there was none. */
  readonly settled?: (answer: BotAnswer | undefined) => void;
}

export interface DeliveryContent {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body. */
  readonly body?: string;
}

/** What the bot answered. */
export interface BotAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RetryPolicy {
  /** Waits before the second attempt, the third …, milliseconds on the simulator's clock. */
  readonly delaysMs: readonly number[];
  /** The shortest wait after an answer (or none: `undefined`), whatever the schedule says, milliseconds. Absent: the schedule alone counts. */
  leastMs?(status: number | undefined): number;
  /** No attempt begins later than this after the first. */
  readonly withinMs: number;
  /** Whether an answer (or none: `undefined`) is worth another attempt. */
  again(status: number | undefined): boolean;
}
