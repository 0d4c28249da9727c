import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener, type Http2Bindings, type HttpBindings } from "@hono/node-server";
import { redactHeaders, redactText, type WireLog } from "../delivery/wire-log.js";
import type { Wire } from "../wire/wire.js";
import { loopbackOnly } from "./loopback.js";

/** A listening server. */
interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

type Handle = (request: Request, env: HttpBindings | Http2Bindings) => Response | Promise<Response>;
type Refused = (refusal: Refusal) => void;

/** Listens for http and for https; for neither if one of the ports is taken. `refused` learns what never becomes a request. */
export async function listenBoth(
  handle: Handle,
  ports: { readonly port?: number; readonly httpsPort?: number },
  tls: { readonly key: string; readonly certificate: string },
  refused: Refused,
): Promise<{ readonly http: Listener; readonly https: Listener }> {
  const secure = createHttpsServer({ key: tls.key, cert: tls.certificate }, requests(handle, refused));
  secure.on("tlsClientError", (error) => {
    if (!isHangUp(error)) refused({ kind: "tls", error });
  });
  const http = await listen(createHttpServer(requests(handle, refused)), ports.port ?? 0, refused);
  try {
    return { http, https: await listen(secure, ports.httpsPort ?? 0, refused) };
  } catch (error) {
    await http.close();
    throw error;
  }
}

/** Passes requests on, and reports those that are refused on the way. */
function requests(handle: Handle, refused: Refused): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const arrived = new WeakSet<object>();
  const listener = getRequestListener(
    loopbackOnly((request, env) => {
      arrived.add(env.incoming);
      return handle(request, env);
    }),
    { hostname: "127.0.0.1" },
  );
  return (incoming, outgoing) => {
    const { host } = incoming.headers;
    // Only the address of the request: the header itself stays as it came, because it is signed.
    if (host !== undefined) incoming.headers.host = withPortOnce(host);
    outgoing.once("finish", () => {
      if (!arrived.has(incoming)) refused({ kind: "request", incoming, status: outgoing.statusCode });
    });
    void listener(incoming, outgoing);
  };
}

/** `localhost:4911:4911`, as `@azure/communication-common` up to 2.4.0 sends and signs it (source). */
function withPortOnce(host: string): string {
  return host.replace(/:(\d+):\1$/, ":$1");
}

/** Listens on the loopback interface. Port 0 takes a free one. */
async function listen(server: Server | HttpsServer, port: number, refused: Refused): Promise<Listener> {
  server.on("clientError", (error: Error & { rawPacket?: Buffer; code?: string }, socket) => {
    // A client that does not trust the certificate may say so only when the handshake is through.
    if (error.code?.startsWith("ERR_SSL")) return refused({ kind: "tls", error });
    if (isHangUp(error) || !socket.writable) return;
    const status = error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
    refused({ kind: "bytes", error, bytes: error.rawPacket?.toString("latin1").slice(0, 2000) ?? "", status });
    refuse(socket, status);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(
              `Port ${port} is taken by another program. Stop it, or start the simulator on another port (0: any free one).`,
            )
          : error,
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return { port: portOf(server.address()), close: () => closeServer(server) };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
}

/** The client went away: nothing was refused. */
function isHangUp(error: Error & { readonly code?: string }): boolean {
  return error.code === "ECONNRESET" || error.code === "EPIPE";
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

async function closeServer(server: Server | HttpsServer): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}

/** What a listener refused before it became a request of a bot. */
type Refusal =
  /** An HTTP request that names no host or address that there could be. */
  | { readonly kind: "request"; readonly incoming: IncomingMessage; readonly status: number }
  /** Bytes that are not HTTP, or not all of it. */
  | { readonly kind: "bytes"; readonly error: Error; readonly bytes: string; readonly status: number }
  /** A connection to the https listener that came to nothing: plain http, or a client that does not trust the certificate. */
  | { readonly kind: "tls"; readonly error: Error };

/** Writes refusals into the log, so that a bot that never gets through is not looked for in vain. */
export function logRefusals(log: WireLog, wires: readonly Wire[]): (refusal: Refusal) => void {
  const add = (title: string, facts: Partial<Parameters<WireLog["add"]>[0]>): void => {
    log.add({
      direction: "from-bot",
      title: `refused: ${title}`,
      tag: "ours",
      method: "",
      url: "",
      requestHeaders: {},
      requestBody: "",
      outcome: "answered",
      ...facts,
    });
  };
  return (refusal) => {
    if (refusal.kind === "tls") {
      add(`no TLS connection (${refusal.error.message}). This port takes https from clients that trust /_sim/ca.pem`, {
        status: 0,
        outcome: "failed",
      });
      return;
    }
    if (refusal.kind === "bytes") {
      add(refusal.error.message, { status: refusal.status, requestBody: redactText(refusal.bytes) });
      return;
    }
    const { method = "", url = "", rawHeaders } = refusal.incoming;
    const wire = wires.find((one) => one.owns(url.replace(/\?.*/, "")));
    const headers = rawHeaders.flatMap((name, at): [string, string][] =>
      at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? ""]] : [],
    );
    const host = headers.find(([name]) => name === "host")?.[1];
    add(host === undefined ? "no Host header" : `Host "${host}" with ${url} is not an address`, {
      ...(wire ? { cloud: wire.name } : {}),
      method,
      url,
      status: refusal.status,
      requestHeaders: redactHeaders(headers),
    });
  };
}
