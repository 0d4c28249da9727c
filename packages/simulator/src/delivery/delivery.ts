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
  /** The shortest wait after an answer (or none: `undefined`), in milliseconds, if the schedule would be shorter. Absent: the schedule alone counts. */
  leastMs?(status: number | undefined): number;
  /** No attempt begins later than this after the first. */
  readonly withinMs: number;
  /** Whether an answer (or none: `undefined`) is worth another attempt. */
  again(status: number | undefined): boolean;
}

/** Takes a request to a bot and brings its answer: over HTTP, or straight into a function of the same process. */
export type Deliver = (request: Request) => Promise<Response>;

/**
 * Sends deliveries. By default strictly after the HTTP response of the request that caused them (the request in whose
 * handling `send` was called) has gone out, and in order within a stream; faults change that.
 */
export interface Postman {
  /** Queues a delivery. Never throws: what becomes of it is in the log. */
  send(delivery: Delivery): void;
  /** Sends at once, outside of all queues and faults, and waits for the answer (`undefined`: none came). For forged callbacks and handshakes. */
  sendNow(delivery: Delivery): Promise<BotAnswer | undefined>;
}

/**
 * How sure we are that the real cloud does it so. `documented`: its documentation says so. `observed`: seen in recorded
 * traffic or reports. `ours`: the simulator's own choice, where nothing is known.
 */
export type Provenance = "documented" | "observed" | "ours";

/** The JSON of an answer; `undefined` without an answer, and if its body is not JSON. */
export function jsonBody(answer: BotAnswer | undefined): unknown {
  try {
    return JSON.parse(answer?.body ?? "");
  } catch {
    return undefined;
  }
}
