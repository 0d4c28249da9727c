import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { numberHeader } from "../bot/listener.js";

/** The pause between two tries, ms. */
const againMs = 100;
const mostTries = 200;

/** An instance that handles callbacks. */
export interface Upstream {
  readonly name: string;
  readonly port: number;
}

/** A callback from the cloud, and how the balancer delivered it. */
export interface TrackedCallback {
  readonly n: number;
  readonly at: number;
  tries: number;
  /** The statuses of earlier answers. */
  readonly refusals: number[];
  /** The status of the final answer; `undefined` until there is one. */
  status: number | undefined;
}

/**
 * One address for many instances. A callback goes to any of them; one that was not acknowledged (no connection, no answer, a
 * 5xx) is sent again, as a sender with at-least-once delivery does.
 */
export class Balancer {
  readonly callbacks: TrackedCallback[] = [];
  /** The live instances. */
  upstreams: () => readonly Upstream[] = () => [];
  /** The instance that a callback goes to first. Default: any. */
  aim: (n: number) => string | undefined = () => undefined;
  readonly #server: Server;
  readonly #patienceMs: number;
  #closed = false;

  /** @param patienceMs how long to wait for an answer of an upstream. */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
    this.#server = createServer((incoming, outgoing) => {
      this.#take(incoming, outgoing).catch(() => outgoing.destroy());
    });
  }

  async open(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/calls`;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const callback: TrackedCallback = {
      n: this.callbacks.length + 1,
      at: Date.now(),
      tries: 0,
      refusals: [],
      status: undefined,
    };
    this.callbacks.push(callback);
    while (callback.tries < mostTries && !this.#closed) {
      const upstream = this.#choose(callback);
      callback.tries++;
      const answer = upstream && (await this.#send(upstream, incoming, body, callback.n).catch(() => undefined));
      if (answer && answer.status < 500) {
        callback.status = answer.status;
        outgoing.writeHead(answer.status, answer.headers).end(answer.body);
        return;
      }
      if (answer) callback.refusals.push(answer.status);
      await pause(againMs);
    }
    outgoing.writeHead(502).end();
  }

  #choose(callback: TrackedCallback): Upstream | undefined {
    const there = this.upstreams();
    const aimed = callback.tries === 0 ? this.aim(callback.n) : undefined;
    return there.find(({ name }) => name === aimed) ?? there[Math.floor(Math.random() * there.length)];
  }

  async #send({ port }: Upstream, incoming: IncomingMessage, body: Buffer, n: number): Promise<Answer> {
    const { method, url, headers } = incoming;
    const outgoing = request({
      ...{ host: "127.0.0.1", port, path: url, method, agent: false },
      headers: { ...headers, [numberHeader]: `${n}` },
      signal: AbortSignal.timeout(this.#patienceMs),
    });
    outgoing.end(body);
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) };
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}
