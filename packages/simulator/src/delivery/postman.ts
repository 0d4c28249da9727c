import type { BotAnswer, Delivery } from "./delivery.js";

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
