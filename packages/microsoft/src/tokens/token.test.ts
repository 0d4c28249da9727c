import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { isTokenFor, peekToken, readBearer, readKeyId, readPayload, verifySignature } from "./token.js";
import { audience, issuer, tenantId, useVerifierStage } from "./verifier-stage.fixture.js";

const stage = useVerifierStage();

test("a token is read for its issuer before anything is verified", async () => {
  expect(peekToken(await stage.bearer({ iss: "https://who.example" }))?.issuer).toBe("https://who.example");
  expect(peekToken(await stage.bearer())?.audiences).toEqual([audience]);
  expect(peekToken("Bearer x")).toBeUndefined();
  expect(peekToken(null)).toBeUndefined();
});

test("a token is for an audience in any case, and of an issuer as it is written", async () => {
  const bearer = await stage.bearer();
  expect(isTokenFor(bearer, { issuers: [issuer], audience: audience.toUpperCase() })).toBe(true);
  expect(isTokenFor(bearer, { issuers: [issuer], audience: tenantId })).toBe(false);
  expect(isTokenFor(bearer, { issuers: [`${issuer}/`], audience })).toBe(false);
  expect(isTokenFor(await stage.bearer({ iss: undefined }), { issuers: [issuer], audience })).toBe(false);
  expect(isTokenFor(null, { issuers: [issuer], audience })).toBe(false);
});

test.each([null, 7, {}, [7], [null, {}], [[audience]]])("an audience of %j names no application", async (aud) => {
  expect(peekToken(await stage.bearer({ aud }))?.audiences).toEqual([]);
});

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a Bearer header has three parts, and the scheme in any case", () => {
  for (const header of ["Bearer a.b.c", "bearer  a.b.c", "BEARER a.b.c"]) expect(readBearer(header)).toBe("a.b.c");
  expect(readBearer("Bearer a.b.")).toBe("a.b.");
  const other = [
    "Bearer a.b",
    "Bearer a.b.c d",
    "x Bearer a.b.c",
    "Bearera.b.c",
    "Bearer a.b.c=",
    "Bearer .b.c",
    "Bearer a..c",
  ];
  for (const header of other) expect(() => readBearer(header)).toThrow("not a Bearer token of three parts");
  for (const header of [null, undefined, ""]) expect(() => readBearer(header)).toThrow("no Authorization header");
});

test("a token may be as long as allowed, and no longer", () => {
  expect(readBearer("Bearer a.b.cc", 6)).toBe("a.b.cc");
  expect(() => readBearer("Bearer a.b.ccc", 6)).toThrow("the token is longer than 6 bytes");
  const [fits, over] = [12, 13].map((rest) => `Bearer a.b.${"c".repeat(16_368 + rest)}`);
  expect(readBearer(fits)).toHaveLength(16_384);
  expect(() => readBearer(over)).toThrow("longer than 16384 bytes");
});

test("a token names its key, in a header that asks for RS256 and nothing more", () => {
  const keyOf = (header: unknown) => () => readKeyId(`${part(header)}.b.c`);
  expect(keyOf({ alg: "RS256", kid: "k1" })()).toBe("k1");
  expect(keyOf({ kid: "k1" })).toThrow("signed with nothing, not with RS256");
  expect(keyOf({ alg: ["RS256"], kid: "k1" })).toThrow("signed with a object, not with RS256");
  expect(keyOf({ alg: "x".repeat(101), kid: "k1" })).toThrow(`signed with ${"x".repeat(100)}…, not`);
  expect(keyOf({ alg: "x".repeat(100), kid: "k1" })).toThrow(`signed with ${"x".repeat(100)}, not`);
  expect(keyOf({ alg: "RS256", kid: "k1", crit: [] })).toThrow("critical extensions");
  for (const kid of [undefined, "", 7]) expect(keyOf({ alg: "RS256", kid })).toThrow("names no key (kid)");
});

test("a part that is not an object in JSON cannot be read, and the error says why", () => {
  for (const value of [null, 7, "text", [1]]) {
    expect(() => readKeyId(`${part(value)}.b.c`)).toThrow("the token's header cannot be read");
    expect(() => readPayload(`a.${part(value)}.c`)).toThrow("the token's claims cannot be read");
  }
  const notUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString("base64url");
  expect(() => readPayload(`a.${notUtf8}.c`)).toThrow(
    expect.objectContaining({ code: "unauthenticated", cause: expect.any(TypeError) }),
  );
  expect(() => readPayload(`a.${part([])}.c`)).toThrow(
    expect.objectContaining({ cause: expect.objectContaining({ message: "it is not a JSON object" }) }),
  );
});

test("each token is read for itself, however often another was read before", () => {
  const [one, two] = [{ iss: "one" }, { iss: "two" }].map((claims) => `a.${part(claims)}.c`);
  expect([one, one, two, one].map((token) => readPayload(token ?? "").iss)).toEqual(["one", "one", "two", "one"]);
});

test("an issuer that is not a text is none", () => {
  const peek = (claims: object) => peekToken(`Bearer a.${part(claims)}.c`);
  expect(peek({ iss: 7, aud: ["a", 7, "b"] })).toEqual({ issuer: undefined, audiences: ["a", "b"] });
});

test("a signature has one spelling, and is that of the key over the first two parts", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signature = sign("RSA-SHA256", Buffer.from("a.b"), privateKey).toString("base64url");
  await expect(verifySignature(`a.b.${signature}`, publicKey)).resolves.toBeUndefined();
  await expect(verifySignature(`a.c.${signature}`, publicKey)).rejects.toThrow("the token's signature is wrong");
  await expect(verifySignature("a.b.", publicKey)).rejects.toThrow("the token's signature is wrong");
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // 256 bytes end in a letter with four bits to spare.
  const stray = signature.slice(0, -1) + letters[letters.indexOf(signature.at(-1) ?? "") + 1];
  await expect(verifySignature(`a.b.${stray}`, publicKey)).rejects.toThrow("not written as base64url");
});
