import type { BotAnswer, Delivery } from "./delivery.js";
import type { Deliver } from "./postman.js";
import { redactHeaders, redactText, redactUrl } from "./redact.js";
import { type Spoiling, spoiledContent, spoiledUrl } from "./spoiling.js";
import type { WireLog } from "./wire-log.js";

export interface AttemptOptions extends Spoiling {
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
