/** The part of `EventSource` that is needed. */
export interface Source {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: ((event: Event) => void) | null;
  close(): void;
}

export type LinkStatus = "connecting" | "live" | "lost";

interface StreamOptions {
  readonly open: () => Source;
  readonly setTimer: (ms: number, fn: () => void) => () => void;
  readonly onData: (data: unknown) => void;
  readonly onStatus: (status: LinkStatus) => void;
}

export interface Stream {
  /** Begins anew at once: what was missed comes with the first message. */
  restart(): void;
  close(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/**
 * Server-sent events that reconnect. `EventSource` gives up for good when a server that is starting answers
 * with an error, so each failure is a new source after a growing wait.
 */
export function openStream(options: StreamOptions): Stream {
  let source: Source | undefined;
  let cancelTimer: (() => void) | undefined;
  let waitMs = FIRST_WAIT_MS;

  const stop = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (!source) return;
    source.onopen = source.onmessage = source.onerror = null;
    source.close();
    source = undefined;
  };
  const start = () => {
    stop();
    const opened = options.open();
    source = opened;
    opened.onopen = () => {
      waitMs = FIRST_WAIT_MS;
      options.onStatus("live");
    };
    opened.onmessage = (event) => options.onData(parseJson(event.data));
    opened.onerror = () => {
      stop();
      options.onStatus("lost");
      cancelTimer = options.setTimer(waitMs, start);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    };
  };

  options.onStatus("connecting");
  start();
  return { restart: start, close: stop };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
