import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import type { Transport } from "../transport/transport.js";
import { fetchKeys, parseKeySet } from "./key-set.js";

const rsa = (modulusLength: number) =>
  generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ format: "jwk" });
const good = { ...rsa(2048), kid: "good", use: "sig", alg: "RSA256" };

test("only valid RSA signature keys with an id are kept", () => {
  const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
  const keys = [
    { ...rsa(1024), kid: "weak" },
    { ...elliptic, kid: "elliptic" },
    { ...rsa(2048), kid: "for encryption", use: "enc" },
    rsa(2048),
    { kty: "RSA", kid: "broken", n: "!", e: "" },
    "no key",
    good,
    { ...rsa(2048), kid: "without a use" },
  ];
  expect([...parseKeySet({ keys }).keys()]).toEqual(["good", "without a use"]);
});

test.each([[{ keys: [] }], [{ keys: [{ ...rsa(1024), kid: "weak" }] }], [{}], [null]])(
  "a set without a usable key is a failure, so that the keys at hand stay",
  (value) => {
    expect(() => parseKeySet(value)).toThrow(/key/i);
  },
);

test("of two keys with one id the first counts", () => {
  const [first, second] = [rsa(2048), rsa(2048)];
  const keys = parseKeySet({
    keys: [
      { ...first, kid: "k" },
      { ...second, kid: "k" },
    ],
  });
  expect(keys.get("k")?.export({ format: "jwk" })).toMatchObject({ n: first.n });
});

test("keys are asked for as JSON, for five seconds, and the error says which server failed how", async () => {
  const requests: object[] = [];
  const answering = (status: number, text: string) => ({
    request: (async (request) => {
      requests.push(request);
      return { status, headers: {}, body: new TextEncoder().encode(text) };
    }) as Transport["request"],
  });
  const jwksUrl = "https://issuer.example/keys";
  expect((await fetchKeys({ jwksUrl }, answering(200, JSON.stringify({ keys: [good] })))).size).toBe(1);
  expect(requests).toEqual([{ method: "GET", url: jwksUrl, headers: { accept: "application/json" }, timeoutMs: 5000 }]);
  await expect(fetchKeys({ jwksUrl }, answering(503, "{}"))).rejects.toThrow(
    "https://issuer.example/keys answered 503",
  );
  await expect(fetchKeys({ jwksUrl }, answering(200, "{}"))).rejects.toThrow("not a JSON Web Key Set");
  await expect(fetchKeys({ jwksUrl }, answering(200, '{"keys":[]}'))).rejects.toThrow("has no usable RSA key");
  const openIdConfigurationUrl = "https://issuer.example/configuration";
  await expect(fetchKeys({ openIdConfigurationUrl }, answering(200, '{"jwks_uri":"keys"}'))).rejects.toThrow(
    "https://issuer.example/configuration names no jwks_uri",
  );
});

test("a configuration on https cannot point to keys on http", async () => {
  const answers: Readonly<Record<string, object>> = {
    "https://issuer.example/configuration": { jwks_uri: "http://issuer.example/keys" },
    "http://issuer.example/configuration": { jwks_uri: "http://issuer.example/keys" },
    "http://issuer.example/keys": { keys: [good] },
  };
  const request: Transport["request"] = async ({ url }) => ({
    status: 200,
    headers: {},
    body: new TextEncoder().encode(JSON.stringify(answers[String(url)])),
  });
  const from = (openIdConfigurationUrl: string) => fetchKeys({ openIdConfigurationUrl }, { request });
  await expect(from("https://issuer.example/configuration")).rejects.toThrow(/not on https/);
  expect((await from("http://issuer.example/configuration")).size).toBe(1);
});
