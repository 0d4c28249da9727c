import type { Reply } from "@trunkline/core";

/** A callback as it arrived, which can be sent any number of times. */
export interface Callback {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** The status of the bot's answer; `undefined` until there is one. */
  readonly status: number | undefined;
}

/** How callbacks are delivered: once, or twice; held until `release`; or acknowledged and lost. */
export type Delivery = "once" | "twice" | "held" | "lost";

/** Delivers the cloud's callbacks to the bot. */
export class Callbacks {
  readonly #handle: (request: Request) => Promise<Response>;
  readonly #all: Callback[] = [];
  #held: Callback[] = [];
  #busy = 0;
  delivery: Delivery = "once";

  constructor(handle: (request: Request) => Promise<Response>) {
    this.#handle = handle;
  }

  /** Everything that the cloud sent, oldest first. */
  get all(): readonly Callback[] {
    return this.#all;
  }

  /** Whether the bot still owes an answer. */
  get busy(): boolean {
    return this.#busy > 0;
  }

  /** Takes a callback from the cloud. */
  readonly take = async (request: Request): Promise<Response> => {
    const callback = await callbackOf(request);
    const index = this.#all.push(callback) - 1;
    if (this.delivery === "held") this.#held.push(callback);
    if (this.delivery === "held" || this.delivery === "lost") return new Response(null, { status: 200 });
    const response = await this.#ask(callback);
    this.#all[index] = { ...callback, status: response.status };
    if (this.delivery === "twice") await this.#ask(callback);
    return response;
  };

  /** Delivers the callbacks that were held, in order or reversed. Later ones are delivered at once again. */
  async release(order: "in order" | "reversed" = "in order"): Promise<void> {
    const held = order === "reversed" ? this.#held.reverse() : this.#held;
    this.#held = [];
    this.delivery = "once";
    for (const callback of held) await this.#ask(callback);
  }

  /** The same, all at once: each is under way before the one before it is answered. */
  async race(order: "in order" | "reversed"): Promise<void> {
    const held = order === "reversed" ? this.#held.reverse() : this.#held;
    this.#held = [];
    this.delivery = "once";
    for (const callback of held) {
      void this.#ask(callback);
      for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** Sends a callback again, possibly changed. @returns the status of the bot's answer. */
  async send(callback: Callback, change: Partial<Pick<Callback, "url" | "headers" | "body">> = {}): Promise<number> {
    return (await this.#ask({ ...callback, ...change })).status;
  }

  /** Sends a callback again. @returns the bot's answer. */
  async repeat(callback: Callback): Promise<Reply> {
    const response = await this.#ask(callback);
    return { status: response.status, body: await response.text() };
  }

  async #ask(callback: Callback): Promise<Response> {
    this.#busy++;
    try {
      return await this.#handle(requestOf(callback));
    } finally {
      this.#busy--;
    }
  }
}

/** A request as a callback. */
export async function callbackOf(request: Request): Promise<Callback> {
  const { url, method, headers } = request;
  const body = new Uint8Array(await request.arrayBuffer());
  return { url, method, headers: [...headers], body, status: undefined };
}

/** A callback as a request. */
export function requestOf({ url, method, headers, body }: Omit<Callback, "status">): Request {
  const bodyless = method === "GET" || method === "HEAD" || body.byteLength === 0;
  const pairs = headers
    .filter(([name]) => name !== "content-length")
    .map(([name, value]): [string, string] => [name, value]);
  return new Request(url, { method, headers: pairs, ...(bodyless ? {} : { body: new Uint8Array(body) }) });
}
