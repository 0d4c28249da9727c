import { rootCertificates } from "node:tls";
import { type AbortSignalLike, type Clock, systemClock } from "@trunkline/core";
import type { Agent, Dispatcher, EnvHttpProxyAgent } from "undici";
import { PendingRequest, type TransportResponse } from "./pending-request.js";
import { classifyFailure, TransportError } from "./transport-error.js";

/** How requests are made. All members have defaults. */
export interface TransportOptions extends Partial<DispatcherOptions> {
  /** How long a whole request may take, ms, connecting and reading included. Default 30 000. */
  readonly requestTimeoutMs?: number;
  readonly clock?: Clock;
}

/** One request, as it is sent. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignalLike;
  /** Overrides the transport's own, ms. */
  readonly timeoutMs?: number;
}

/** Requests over pooled keep-alive connections. Follows no redirect and repeats nothing: both are for the caller to decide. */
export interface Transport {
  /** @throws TransportError when no response came back. A status of 400 and more is a response. */
  request(request: TransportRequest): Promise<TransportResponse>;
  /** Lets requests under way finish, then closes every connection. */
  close(): Promise<void>;
  /** Breaks off requests under way, and closes every connection. */
  destroy(): Promise<void>;
}

/**
 * Makes a transport. One is enough for a process.
 * Defaults: 5 s to connect, 30 s a request, 128 connections an origin, 10 MB a response, the proxy of the process environment.
 */
export function createTransport(options: TransportOptions = {}): Transport {
  const clock = options.clock ?? systemClock;
  const requestTimeoutMs = options.requestTimeoutMs ?? 30_000;
  const pool = poolOptions({
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    connectionsPerOrigin: options.connectionsPerOrigin ?? 128,
    maxResponseBytes: options.maxResponseBytes ?? 10_000_000,
    environment: options.environment ?? process.env,
    ca: options.ca,
  });

  // Made with the first request: undici is a third of what an adapter takes to import.
  let made: Promise<Dispatcher> | undefined;
  const dispatcherOnce = () => {
    made ??= createDispatcher(pool);
    return made;
  };

  return {
    close: async () => (await dispatcherOnce()).close(),
    destroy: async () => (await dispatcherOnce()).destroy(),
    async request({ method, url, headers, body, signal, timeoutMs = requestTimeoutMs }) {
      const dispatcher = await dispatcherOnce();
      const target = new URL(url);
      if (signal?.aborted)
        throw new TransportError("aborted", `not sent to ${target.host}: aborted before`, signal.reason, true);
      const pending = new PendingRequest();
      const giveUp = (failure: "aborted" | "timeout", message: string, cause?: unknown) =>
        pending.giveUp(new TransportError(failure, message, cause, !pending.sent));
      const abort = () => giveUp("aborted", `the request to ${target.host} was aborted`, signal?.reason);
      const late = () => giveUp("timeout", `no answer from ${target.host} within ${timeoutMs} ms`);
      signal?.addEventListener("abort", abort);
      const cancelTimer = clock.setTimer(timeoutMs, late);
      try {
        const path = `${target.pathname}${target.search}`;
        dispatcher.dispatch(
          { origin: target.origin, path, method, headers: headers ?? null, body: body ?? null },
          pending,
        );
        return await pending.response;
      } catch (error) {
        throw error instanceof TransportError ? error : classifyFailure(error, target.host);
      } finally {
        cancelTimer();
        signal?.removeEventListener("abort", abort);
      }
    },
  };
}

/** What the connections of a transport are made from. */
export interface DispatcherOptions {
  readonly connectTimeoutMs: number;
  readonly connectionsPerOrigin: number;
  readonly maxResponseBytes: number;
  /** Certificate authorities to trust beside those that Node comes with, PEM. */
  readonly ca?: string | readonly string[] | undefined;
  /** Where `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are read, in either case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Idle connections are kept for a minute: longer than the gaps between the commands of a call. */
const keepAliveTimeout = 60_000;

/** What undici is asked for. Without a proxy the environment names none. */
interface PoolOptions {
  readonly pool: Agent.Options;
  readonly proxy: EnvHttpProxyAgent.Options | undefined;
}

/** Keep-alive connections, pooled by origin, through the environment's proxy where it names one (never for this machine itself). */
async function createDispatcher({ pool, proxy }: PoolOptions): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import("undici");
  return proxy ? new EnvHttpProxyAgent({ ...pool, ...proxy }) : new Agent(pool);
}

/** @throws TypeError when the proxy of the environment is not a URL. */
function poolOptions(options: DispatcherOptions): PoolOptions {
  const tls = options.ca === undefined ? {} : { ca: [...rootCertificates, ...[options.ca].flat()] };
  const pool = {
    connections: options.connectionsPerOrigin,
    connect: { timeout: options.connectTimeoutMs, ...tls },
    keepAliveTimeout,
    maxResponseSize: options.maxResponseBytes,
  };
  const read = (name: string) => options.environment[name.toLowerCase()] || options.environment[name] || "";
  const [httpProxy, httpsProxy] = [read("HTTP_PROXY"), read("HTTPS_PROXY")];
  const proxies = [httpProxy, httpsProxy].filter(Boolean);
  if (proxies.length === 0) return { pool, proxy: undefined };
  if (!proxies.every((proxy) => URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)))
    throw new TypeError(
      "HTTP_PROXY or HTTPS_PROXY of the environment is not an http or https URL. Write http://proxy.example.com:8080.",
    );
  const noProxy = ["localhost", "127.0.0.1", "[::1]", read("NO_PROXY")].filter(Boolean).join(",");
  return { pool, proxy: { requestTls: tls, httpProxy, httpsProxy, noProxy } };
}
