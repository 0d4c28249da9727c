import { describe, expect, test } from "vitest";
import { type LinkStatus, openStream, type Source } from "./event-stream.js";

function setUp() {
  const sources: (Source & { closed: boolean })[] = [];
  const timers: { ms: number; fn: () => void }[] = [];
  const statuses: LinkStatus[] = [];
  const received: unknown[] = [];
  const stream = openStream({
    open: () => {
      const source = { onopen: null, onmessage: null, onerror: null, closed: false, close: () => {} };
      source.close = () => {
        source.closed = true;
      };
      sources.push(source);
      return source;
    },
    setTimer: (ms, fn) => {
      const timer = { ms, fn };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    onData: (data) => received.push(data),
    onStatus: (status) => statuses.push(status),
  });
  return { stream, sources, timers, statuses, received };
}

describe("openStream", () => {
  test("messages are parsed, and one that is not JSON becomes undefined", () => {
    const { sources, received } = setUp();
    sources[0]?.onmessage?.(new MessageEvent("message", { data: '{"a":1}' }));
    sources[0]?.onmessage?.(new MessageEvent("message", { data: "{" }));
    expect(received).toEqual([{ a: 1 }, undefined]);
  });

  test("a broken stream is opened again, each time after a longer wait, up to 8 seconds", () => {
    const { sources, timers, statuses } = setUp();
    const waits: number[] = [];
    for (let round = 0; round < 6; round++) {
      sources.at(-1)?.onerror?.(new Event("error"));
      const timer = timers.shift();
      waits.push(timer?.ms ?? 0);
      timer?.fn();
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    expect(sources.slice(0, -1).every((source) => source.closed)).toBe(true);
    expect(statuses.slice(0, 2)).toEqual(["connecting", "lost"]);
  });

  test("once it has been open again, the wait begins short again", () => {
    const { sources, timers } = setUp();
    sources[0]?.onerror?.(new Event("error"));
    timers.shift()?.fn();
    sources[1]?.onopen?.(new Event("open"));
    sources[1]?.onerror?.(new Event("error"));
    expect(timers[0]?.ms).toBe(500);
  });

  test("a closed stream is not opened again", () => {
    const { stream, sources, timers } = setUp();
    sources[0]?.onerror?.(new Event("error"));
    stream.close();
    expect(timers).toEqual([]);
    expect(sources).toHaveLength(1);
  });
});
