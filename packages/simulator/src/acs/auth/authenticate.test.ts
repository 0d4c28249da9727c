import { createHash, createHmac } from "node:crypto";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { realClock } from "../../engine/clock.js";
import { createKeyRing } from "../../wire/key-ring.js";
import { wellKnownCredentials } from "../../wire/settings.js";
import type { WireEnv } from "../../wire/wire.js";
import { AcsError } from "../wire/errors.js";
import { authenticate, hmacProblem } from "./authenticate.js";

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

const KEY = Buffer.from("key").toString("base64");
const hashOf = (body: string): string => createHash("sha256").update(body).digest("base64");

interface Parts {
  path?: string;
  signedPath?: string;
  body?: string;
  names?: string;
  headers?: Record<string, string>;
  key?: string;
  authorization?: string;
}

function problem({
  path = "/calling/callConnections?api-version=1",
  body = "{}",
  ...parts
}: Parts): string | undefined {
  const names = parts.names ?? "x-ms-date;host;x-ms-content-sha256";
  const headers: Record<string, string> = {
    "x-ms-date": "Fri, 20 Nov 2026 07:24:29 GMT",
    host: "localhost:1",
    "x-ms-content-sha256": hashOf(body),
    ...parts.headers,
  };
  const values = names
    .split(";")
    .map((name) => (name === "host" ? (headers["x-ms-host"] ?? headers.host) : headers[name]));
  const text = `POST\n${parts.signedPath ?? path}\n${values.join(";")}`;
  const signature = createHmac("sha256", Buffer.from(parts.key ?? KEY, "base64"))
    .update(text)
    .digest("base64");
  const authorization = parts.authorization ?? `HMAC-SHA256 SignedHeaders=${names}&Signature=${signature}`;
  return hmacProblem(authorization, { method: "POST", pathAndQuery: path, header: (name) => headers[name], body }, KEY);
}

test("every way in which the SDKs sign is right", () => {
  expect(problem({})).toBeUndefined();
  expect(
    problem({ names: "date;host;x-ms-content-sha256", headers: { date: "Fri, 20 Nov 2026 07:24:29 GMT" } }),
  ).toBeUndefined();
  expect(problem({ headers: { "x-ms-host": "storage.asm.skype.com" } })).toBeUndefined();
  expect(problem({ path: "/participants/4%3A%2B1425", signedPath: "/participants/4:+1425" })).toBeUndefined();
});

test("another key, another path, or another body is not", () => {
  expect(problem({ key: Buffer.from("other").toString("base64") })).toBe("the signature does not match");
  expect(problem({ signedPath: "/calling/other" })).toBe("the signature does not match");
  expect(problem({ headers: { "x-ms-content-sha256": hashOf("[]") } })).toBe(
    "x-ms-content-sha256 is not the hash of the body",
  );
});

test("a signature that leaves the body out, or a header that is missing, is refused", () => {
  expect(problem({ names: "x-ms-date;host" })).toBe("the body's hash is not among the signed headers");
  expect(problem({ names: "date;host;x-ms-content-sha256" })).toBe("the signed header date is missing");
  expect(problem({ authorization: "HMAC-SHA256 Signature=abc=" })).toBe(
    "the Authorization header is not an HMAC-SHA256 one",
  );
});
