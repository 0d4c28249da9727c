import type { Dispatcher } from "undici";

/** The response, of any status. */
export interface TransportResponse {
  readonly status: number;
  /** By name in lower case. Several of one name are one, with commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body; empty when there was none. */
  readonly body: Uint8Array;
}

/**
 * One request with the pool, and what has come back of it so far. It listens to the pool itself: undici's own `request` would make
 * a stream of the body and a signal of every time-out, which costs more than the rest of the request.
 */
export class PendingRequest implements Dispatcher.DispatchHandler {
  readonly response: Promise<TransportResponse>;
  #resolve: (response: TransportResponse) => void = () => {};
  #reject: (error: Error) => void = () => {};
  #connection: Dispatcher.DispatchController | undefined;
  #givenUp: Error | undefined;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};
  readonly #chunks: Buffer[] = [];

  constructor() {
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** A connection has accepted it, so the other side may have seen it. */
  get sent(): boolean {
    return this.#connection !== undefined;
  }

  /** Ends it. One that still waits for a connection is never sent. */
  giveUp(error: Error): void {
    this.#givenUp = error;
    this.#connection?.abort(error);
    this.#reject(error);
  }

  onRequestStart(connection: Dispatcher.DispatchController): void {
    if (this.#givenUp) return connection.abort(this.#givenUp);
    this.#connection = connection;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHeaders): void {
    this.#status = status;
    this.#headers = flatten(headers);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first, ...more] = this.#chunks;
    const body = first && more.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }
}

type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>;

function flatten(headers: IncomingHeaders): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
