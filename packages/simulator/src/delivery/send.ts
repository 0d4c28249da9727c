import type { Clock } from "../engine/clock.js";
import type { BotAnswer, Deliver, Delivery } from "./delivery.js";
import { type Spoiling, spoiledContent, spoiledUrl } from "./delivery-plan.js";
import { redactHeaders, redactText, redactUrl, type WireLog } from "./wire-log.js";

/** What a sender needs. */
export interface Sender {
  readonly deliver: Deliver;
  readonly log: WireLog;
  readonly clock: Clock;
  /** Runs something later, unless all is forgotten meanwhile. */
  later(ms: number, work: () => Promise<void>): void;
  /** What strikes an attempt after the first. */
  spoilAgain(delivery: Delivery): Spoiling;
}

/** Sends until the bot takes it or the sender gives up. Resolves after the first attempt; later ones run in the background. */
export async function sendUntilTaken(
  sender: Sender,
  delivery: Delivery,
  spoiling: Spoiling,
  count = 1,
  startedAt = sender.clock.now(),
): Promise<void> {
  const given = await attempt(delivery, { attempt: count, ...spoiling }, sender);
  const { slowMs = 0 } = spoiling;
  const answer = slowMs < PATIENCE_MS ? given : undefined;
  const conclude = async (): Promise<void> => {
    const elapsedMs = sender.clock.now() - startedAt;
    const delayMs = spoiling.withhold === "dropped" ? undefined : nextDelay(delivery, answer?.status, count, elapsedMs);
    if (delayMs === undefined) {
      delivery.settled?.(answer);
      return;
    }
    const again = () => sendUntilTaken(sender, delivery, sender.spoilAgain(delivery), count + 1, startedAt);
    sender.later(delayMs, again);
  };
  if (slowMs > 0) sender.later(Math.min(slowMs, PATIENCE_MS), conclude);
  else await conclude();
}

function nextDelay(
  delivery: Delivery,
  status: number | undefined,
  count: number,
  elapsedMs: number,
): number | undefined {
  const { retry } = delivery;
  if (!retry?.again(status)) return undefined;
  const scheduledMs = retry.delaysMs[count - 1];
  if (scheduledMs === undefined) return undefined;
  const delayMs = Math.max(scheduledMs, retry.leastMs?.(status) ?? 0);
  return elapsedMs + delayMs > retry.withinMs ? undefined : delayMs;
}

interface AttemptOptions extends Spoiling {
  /** Counts from 1. */
  readonly attempt: number;
}

/** Sends one delivery once and writes it into the log. Resolves to the answer, or `undefined` if none came. */
export async function attempt(
  delivery: Delivery,
  options: AttemptOptions,
  post: { readonly deliver: Deliver; readonly log: WireLog },
): Promise<BotAnswer | undefined> {
  const { headers, body } = spoiledContent(await delivery.build(options.attempt), options);
  const url = spoiledUrl(delivery.url, options);
  const method = delivery.method ?? "POST";
  const entry = post.log.add({
    direction: "to-bot",
    cloud: delivery.cloud,
    ...(delivery.botId === undefined ? {} : { botId: delivery.botId }),
    ...(delivery.callId === undefined ? {} : { callId: delivery.callId }),
    title: delivery.title,
    tag: delivery.tag,
    method,
    url: redactUrl(url),
    requestHeaders: redactHeaders(Object.entries(headers)),
    requestBody: redactText(body ?? ""),
    attempt: options.attempt,
    ...(options.fault === undefined ? {} : { fault: options.fault }),
    outcome: options.withhold ?? "waiting",
  });
  if (options.withhold) return undefined;
  try {
    const request = new Request(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const response = await post.deliver(request);
    const answer: BotAnswer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
    post.log.update(entry.id, {
      status: answer.status,
      responseHeaders: redactHeaders(Object.entries(answer.headers)),
      responseBody: redactText(answer.body),
      outcome: "answered",
    });
    return answer;
  } catch (error) {
    post.log.update(entry.id, { status: 0, responseBody: whyNot(error), outcome: "failed" });
    return undefined;
  }
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`;
}

/** How long a sender waits for a bot's answer, in real time, and on the clock where a fault makes the bot slow (documented for Event Grid; ours for the others). */
const PATIENCE_MS = 30_000;

/** Brings requests to bots over HTTP. Redirects are answers: the wires decide what they mean. */
export const httpDeliver: Deliver = (request) =>
  fetch(request, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
