/**
 * No HTTP response came back. What it means for the caller's verb is the adapter's to say:
 *
 * - `refused`: no connection came about, so the request was never sent.
 * - `timeout`: the time was up. The request may have been carried out.
 * - `aborted`: the caller's signal fired. The request may have been carried out, unless it had fired before.
 * - `broken`: the connection broke after the request was on its way, or the response could not be read.
 */
export type TransportFailure = "refused" | "timeout" | "aborted" | "broken";

/** A request that got no response. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly failure: TransportFailure;
  /** True when the other side cannot have seen the request. */
  readonly neverSent: boolean;

  constructor(failure: TransportFailure, message: string, cause?: unknown, neverSent = failure === "refused") {
    super(message, { cause });
    this.failure = failure;
    this.neverSent = neverSent;
  }
}

/** Codes of Node's sockets, its resolver and undici that arise before the first byte of a request is sent. */
const beforeSending: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
  "UND_ERR_INVALID_ARG",
  "UND_ERR_PRX_TLS",
]);

const timedOut: ReadonlySet<string> = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"]);

/** Names a failure of undici. Certificates are checked before anything is sent, so a refused one is `refused`. */
export function classifyFailure(error: unknown, target: string): TransportError {
  const codes = codesOf(error);
  const detail = error instanceof Error ? error.message || codes.join(", ") : String(error);
  if (codes.some((code) => beforeSending.has(code) || isCertificateCode(code))) {
    return new TransportError("refused", `no connection to ${target}: ${detail}`, error);
  }
  if (codes.some((code) => timedOut.has(code))) {
    return new TransportError("timeout", `no answer from ${target}: ${detail}`, error);
  }
  return new TransportError("broken", `the connection to ${target} broke: ${detail}`, error);
}

function isCertificateCode(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS_|ERR_SSL_/.test(code);
}

/** Every `code` along the causes; an attempt on several addresses gathers its errors in one. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const several = error instanceof AggregateError ? error.errors.flatMap((one) => codesOf(one, depth + 1)) : [];
  return [...own, ...several, ...codesOf(error.cause, depth + 1)];
}
