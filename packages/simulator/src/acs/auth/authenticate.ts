import type { Context } from "hono";
import type { WireContext, WireEnv } from "../../wire.js";
import { AcsError } from "../acs-error.js";
import { hmacProblem } from "./hmac.js";

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
