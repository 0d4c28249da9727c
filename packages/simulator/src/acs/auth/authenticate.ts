import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { WireContext, WireEnv } from "../../wire/wire.js";
import { AcsError } from "../wire/errors.js";

type Authority = Pick<WireContext, "keys" | "credentials">;

/** What Entra tokens for this service are meant for. */
const AUDIENCES = ["https://communication.azure.com/", "https://communication.azure.com"];

/** Checks who asks: an access key's signature, or an Entra token that this simulator issued. */
export async function authenticate(c: Context<WireEnv>, body: string, context: Authority): Promise<void> {
  const authorization = c.req.header("authorization");
  if (authorization === undefined) throw refused("7509", "there is no Authorization header");
  if (authorization.startsWith("Bearer ")) {
    await checkToken(authorization.slice("Bearer ".length), context);
    return;
  }
  const url = new URL(c.req.url);
  const problem = hmacProblem(
    authorization,
    {
      method: c.req.method,
      pathAndQuery: c.req.url.slice(url.origin.length),
      header: (name) => c.req.header(name),
      body,
    },
    context.credentials.acs.accessKey,
  );
  if (problem !== undefined) throw refused("7509", problem);
}

async function checkToken(token: string, context: Authority): Promise<void> {
  const reasons: string[] = [];
  for (const issuer of entraIssuers(context)) {
    try {
      await context.keys.verify(token, { issuer, audience: AUDIENCES });
      return;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw refused("7501", reasons[0] ?? "the token was not issued here");
}

/** The simulated Entra issues in both of the real one's forms. */
function entraIssuers({ credentials }: Authority): readonly string[] {
  const { tenantId } = credentials.graph;
  return [`https://sts.windows.net/${tenantId}/`, `https://login.microsoftonline.com/${tenantId}/v2.0`];
}

function refused(code: "7501" | "7509", why: string): AcsError {
  const what = code === "7509" ? "Hmac Validation Error" : "Invalid Token";
  return new AcsError(401, code, `${what}: ${why}.`);
}

/** What was signed, as it came over the wire. */
interface SignedRequest {
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
