import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** Counts the requests of this process that have no answer yet, as its HTTP client tells of them. */
export function countOpenRequests(): { readonly count: number; stop(): void } {
  let count = 0;
  const begun = () => void count++;
  const over = () => void count--;
  const channels = [
    ["undici:request:create", begun],
    ["undici:request:trailers", over],
    ["undici:request:error", over],
  ] as const;
  for (const [channel, listener] of channels) subscribe(channel, listener);
  return {
    get count() {
      return count;
    },
    stop() {
      for (const [channel, listener] of channels) unsubscribe(channel, listener);
    },
  };
}
