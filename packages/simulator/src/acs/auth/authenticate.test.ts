import { Hono } from "hono";
import { expect, test } from "vitest";
import { wellKnownCredentials } from "../../credentials.js";
import { realClock } from "../../engine/clock.js";
import { createKeyRing } from "../../keys/create-key-ring.js";
import type { WireEnv } from "../../wire.js";
import { AcsError } from "../acs-error.js";
import { authenticate } from "./authenticate.js";

const keys = await createKeyRing(realClock());
const app = new Hono<WireEnv>();
app.onError((error, c) => c.text(error instanceof AcsError ? error.code : error.message, 401));
app.get("/", async (c) => {
  await authenticate(c, "", { keys, credentials: wellKnownCredentials });
  return c.text("in");
});
const issuer = `https://sts.windows.net/${wellKnownCredentials.graph.tenantId}/`;
const claims = { issuer, audience: "https://communication.azure.com", lifetimeS: 60 };
const ask = async (token: string): Promise<string> => {
  const response = await app.request("/", { headers: { authorization: `Bearer ${token}` } });
  return response.text();
};

test("an Entra token for the service lets in", async () => {
  expect(await ask(await keys.sign(claims))).toBe("in");
});

test("a token for another service, of another issuer, expired, unsigned or signed by a stranger does not", async () => {
  const refused = [
    keys.sign({ ...claims, audience: "https://graph.microsoft.com" }),
    keys.sign({ ...claims, issuer: "https://sts.windows.net/other/" }),
    keys.sign({ ...claims, shiftS: -3600 }),
    keys.unsigned(claims),
    keys.signWithStrangeKey(claims),
  ];
  for (const token of refused) expect(await ask(await token)).toBe("7501");
});
