import type { Deliver } from "./postman.js";

/** How long a sender waits for a bot's answer, in real time, and on the clock where a fault makes the bot slow (documented for Event Grid; ours for the others). */
export const PATIENCE_MS = 30_000;

/** Brings requests to bots over HTTP. Redirects are answers: the wires decide what they mean. */
export const httpDeliver: Deliver = (request) =>
  fetch(request, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
