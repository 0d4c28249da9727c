import type { IncomingMessage } from "node:http";
import { redactHeaders, redactText } from "../delivery/redact.js";
import type { WireLog } from "../delivery/wire-log.js";
import type { Wire } from "../wire.js";

/** What a listener refused before it became a request of a bot. */
export type Refusal =
  /** An HTTP request that names no host or address that there could be. */
  | { readonly kind: "request"; readonly incoming: IncomingMessage; readonly status: number }
  /** Bytes that are no HTTP, or not all of it. */
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
    add(host === undefined ? "no Host header" : `Host "${host}" with ${url} is no address`, {
      ...(wire ? { cloud: wire.name } : {}),
      method,
      url,
      status: refusal.status,
      requestHeaders: redactHeaders(headers),
    });
  };
}
