import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hmacProblem } from "./hmac.js";

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
