import { rootCertificates } from "node:tls";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";

/** What the connections of a transport are made from. */
export interface DispatcherOptions {
  readonly connectTimeoutMs: number;
  readonly connectionsPerOrigin: number;
  readonly maxResponseBytes: number;
  /** Certificate authorities to trust beside those that Node comes with, PEM. */
  readonly ca?: string | readonly string[];
  /** Where `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are read, in either case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Idle connections are kept for a minute: longer than the gaps between the commands of a call. */
const keepAliveTimeout = 60_000;

/** Keep-alive connections, pooled by origin, through the environment's proxy where it names one (never for this machine itself). */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const tls = options.ca === undefined ? {} : { ca: [...rootCertificates, ...[options.ca].flat()] };
  const pool = {
    connections: options.connectionsPerOrigin,
    connect: { timeout: options.connectTimeoutMs, ...tls },
    keepAliveTimeout,
    maxResponseSize: options.maxResponseBytes,
  };
  const read = (name: string) => options.environment[name.toLowerCase()] || options.environment[name] || "";
  const [httpProxy, httpsProxy] = [read("HTTP_PROXY"), read("HTTPS_PROXY")];
  if (!httpProxy && !httpsProxy) return new Agent(pool);
  return new EnvHttpProxyAgent({
    ...pool,
    requestTls: tls,
    httpProxy,
    httpsProxy,
    noProxy: ["localhost", "127.0.0.1", "[::1]", read("NO_PROXY")].filter(Boolean).join(","),
  });
}
