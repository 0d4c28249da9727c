import type { Reply } from "../adapter/callback.js";
import { CallingError } from "../words/calling-error.js";

/** The answer to a callback. */
export interface Answer {
  readonly status: number;
  readonly response: Response;
  /** Why the callback was refused. */
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

/** A refusal, with one line that says why: for the person who sets the bot up, not for programs. */
export function refuse(status: number, why: string): Answer {
  const response = new Response(`${why}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
  return { status, response, refusal: why };
}

const later = "the callback could not be taken in; send it again";

/**
 * The answer to an error. Errors that may pass are 503, so that the sender tries again: after 400, 401, 403 or 413
 * Event Grid drops the event for good (documented).
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
      // Failures behind the bot (the address of its store, say) are none of the sender's business. The bot's own log may say them.
      return { ...refuse(503, later), refusal: error.message };
  }
}
