import type { Clock } from "@trunkline/core";

/** Sends a provider's events to the bot. */
export interface EventQueue {
  /** Sends an event after all earlier ones have been answered. `event` makes the request, signed at the time that it is sent. */
  send(event: () => Request): void;
}

/** How events are sent. */
export interface EventQueueOptions {
  readonly clock: Pick<Clock, "setTimer">;
  /** The bot: `handle` of the suite, or `fetch`. */
  readonly deliver: (request: Request) => Promise<Response>;
  /** The pauses after which an event is sent again that was not answered with 2xx, ms. Later events do not wait for it. Absent: it is sent once. */
  readonly againAfterMs?: readonly number[];
}

/** A queue of events, of which each is sent when the one before it is answered. */
export function eventQueue({ clock, deliver, againAfterMs = [] }: EventQueueOptions): EventQueue {
  let last: Promise<unknown> = Promise.resolve();
  const add = (event: () => Request, [pauseMs, ...pauses]: readonly number[]): void => {
    last = last.then(async () => {
      // The provider has answered the request that caused the event before it sends it.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const taken = await deliver(event()).then(
        ({ ok }) => ok,
        () => false,
      );
      if (!taken && pauseMs !== undefined) clock.setTimer(pauseMs, () => add(event, pauses));
    });
  };
  return { send: (event) => add(event, againAfterMs) };
}
