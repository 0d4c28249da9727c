import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** What was signed, as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as sent. */
  readonly pathAndQuery: string;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/** Why a signature is refused, or `undefined` when it is right. */
export function hmacProblem(authorization: string, request: SignedRequest, accessKey: string): string | undefined {
  const parsed = /^HMAC-SHA256 SignedHeaders=([^&]+)&Signature=([A-Za-z0-9+/=]+)$/.exec(authorization);
  const [, signedHeaders, signature] = parsed ?? [];
  if (signedHeaders === undefined || signature === undefined)
    return "the Authorization header is not an HMAC-SHA256 one";

  const contentHash = createHash("sha256").update(request.body).digest("base64");
  if (request.header("x-ms-content-sha256") !== contentHash) return "x-ms-content-sha256 is not the hash of the body";

  const names = signedHeaders.split(";");
  const values = names.map((name) => headerValue(name, request));
  const missing = names.find((_, index) => values[index] === undefined);
  if (missing !== undefined) return `the signed header ${missing} is missing`;
  if (!names.includes("x-ms-content-sha256")) return "the body's hash is not among the signed headers";

  // One SDK signs the percent-decoded path (source: its `decode_url` variant), so either form is right.
  const paths = new Set([request.pathAndQuery, safeDecode(request.pathAndQuery)]);
  const isRight = [...paths].some((path) => {
    const text = `${request.method}\n${path}\n${values.join(";")}`;
    return sameText(createHmac("sha256", Buffer.from(accessKey, "base64")).update(text).digest("base64"), signature);
  });
  return isRight ? undefined : "the signature does not match";
}

/** `host` is the host that the client signed for, which it may name in `x-ms-host` when it sends through another. */
function headerValue(name: string, request: SignedRequest): string | undefined {
  if (name.toLowerCase() === "host") return request.header("x-ms-host") ?? request.header("host");
  return request.header(name);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
