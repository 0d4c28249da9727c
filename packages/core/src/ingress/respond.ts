import type { Reply } from "../adapter/webhook.js";
import { CallingError } from "../words/calling-error.js";

/** What a callback is answered. */
export interface Answer {
  readonly status: number;
  readonly response: Response;
  /** Why it was not taken in. */
  readonly refusal?: string;
}

/** An adapter's reply as a response. */
export function replyWith(reply: Reply): Answer {
  const bodyless = reply.status === 204 || reply.status === 304;
  const { status, headers } = reply;
  return {
    status,
    response: new Response(bodyless ? null : (reply.body ?? null), { status, headers: { ...headers } }),
  };
}

/** A refusal, with one line that says why: for whoever sets the bot up, not for programs. */
export function refuse(status: number, why: string): Answer {
  const response = new Response(`${why}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
  return { status, response, refusal: why };
}

const later = "the callback could not be taken in; send it again";

/**
 * The status that an error is answered with. What may come right by itself is 503, so that the sender tries again:
 * Event Grid drops for good what was answered 400, 401, 403 or 413.
 */
export function refuseError(error: unknown): Answer {
  if (!CallingError.is(error)) return refuse(503, later);
  switch (error.code) {
    case "unauthenticated":
      return refuse(401, error.message);
    case "forbidden":
      return refuse(403, error.message);
    case "invalid-request":
      return refuse(400, error.message);
    case "unavailable":
      return refuse(503, error.message);
    default:
      // What fails behind the bot (where its store is, for one) is no business of whoever sends. Its own log may say it.
      return { ...refuse(503, later), refusal: error.message };
  }
}
