import { createSecretKey } from "node:crypto";
import { ClockDifference } from "@trunkline/core";
import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import { startKeyServer } from "./key-server.fixture.js";
import { SignedTokens } from "./token-verifier.js";
import { audience, codeOf, issuer, tenantId, useVerifierStage } from "./verifier-stage.fixture.js";

const stage = useVerifierStage();

describe("what is accepted", () => {
  test("a token of the issuer, for this bot, of a tenant, in time", async () => {
    expect(await stage.verifier().verify(await stage.bearer())).toEqual({
      issuer,
      audience,
      tenantId,
      appId: "26a18ebc-cdf7-4a6a-91cb-beb352805e81",
      notBefore: stage.seconds() * 1000,
      expiresAt: (stage.seconds() + 300) * 1000,
    });
  });

  test.each([issuer, `${issuer}/`, "https://graph.microsoft.com"])("the issuer spelled %s", async (iss) => {
    expect((await stage.verifier().verify(await stage.bearer({ iss }))).issuer).toBe(iss);
  });

  test("a header that wrongly announces a nested token", async () => {
    expect(await codeOf(stage.verifier().verify(await stage.bearer({}, { cty: "JWT", x5t: "abc" })))).toBe("ok");
  });

  test("an audience among several, in any case", async () => {
    expect((await stage.verifier().verify(await stage.bearer({ aud: ["x", audience.toUpperCase()] }))).audience).toBe(
      audience.toUpperCase(),
    );
  });

  test("a clock that is four minutes off either way", async () => {
    expect(await codeOf(stage.verifier().verify(await stage.bearer({ exp: stage.seconds() - 240 })))).toBe("ok");
    expect(await codeOf(stage.verifier().verify(await stage.bearer({ nbf: stage.seconds() + 240 })))).toBe("ok");
    expect(await codeOf(stage.verifier().verify(await stage.bearer({ nbf: undefined })))).toBe("ok");
  });

  test("a key set named directly", async () => {
    expect(await codeOf(stage.verifier({ keys: { jwksUrl: stage.server.jwksUrl } }).verify(await stage.bearer()))).toBe(
      "ok",
    );
  });
});

describe("what is refused", () => {
  test.each([
    ["another issuer", { iss: "https://api.botframework.com.evil.example" }, /issuer/],
    ["an issuer that only begins alike", { iss: `${issuer}//` }, /issuer/],
    ["another audience", { aud: "00000000-0000-0000-0000-000000000000" }, /not for this bot/],
    ["no audience", { aud: undefined }, /aud/],
    ["no tenant", { tid: undefined }, /tenant/],
    ["no expiry", { exp: undefined }, /exp/],
    ["a text for an expiry", { exp: "tomorrow" }, /exp/],
  ])("%s", async (_, over, message) => {
    await expect(stage.verifier().verify(await stage.bearer(over))).rejects.toThrow(message);
    expect(await codeOf(stage.verifier().verify(await stage.bearer(over)))).toBe("unauthenticated");
  });

  test.each([
    ["an hour ago", { nbf: -7_200, exp: -3_600 }, /has expired: this machine's clock is 1 h ahead of the provider's/],
    [
      "in an hour",
      { nbf: 3_660, exp: 7_200 },
      /not valid yet: this machine's clock is 1 h 1 min behind the provider's/,
    ],
  ])("a genuine token whose time is %s is answered 503, and the error names the clock", async (_, times, message) => {
    const { nbf, exp } = times;
    const bearer = await stage.bearer({ nbf: stage.seconds() + nbf, exp: stage.seconds() + exp });
    const error = await stage
      .verifier()
      .verify(bearer)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unavailable", message: expect.stringMatching(message) });
    expect(error).toHaveProperty("cause", expect.any(ClockDifference));
  });

  test.each([{ toString: 1 }, ["RS256"], 7, null])(
    "a header whose algorithm is %j is refused as any other stranger's",
    async (alg) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const token = `${part({ alg, kid: "k" })}.${part({})}.AA`;
      expect(await codeOf(stage.verifier().verify(`Bearer ${token}`))).toBe("unauthenticated");
    },
  );

  test("the claims of a stranger's token are quoted only in part", async () => {
    const verifying = stage.verifier().verify(await stage.bearer({ iss: "-eyJ".repeat(2000) }));
    const error = await verifying.catch((thrown: unknown) => thrown);
    expect(String(error).length).toBeLessThan(250);
  });

  test("a token with a wrong time and a wrong signature is answered 401", async () => {
    const [head, payload] = (await stage.bearer({ exp: stage.seconds() - 3_600 })).split(".");
    const [, , signature] = (await stage.bearer()).split(".");
    expect(await codeOf(stage.verifier().verify(`${head}.${payload}.${signature}`))).toBe("unauthenticated");
  });

  test("a time at the end of the tolerance is accepted, and one beyond it is not", async () => {
    const at = async (over: Record<string, unknown>) => codeOf(stage.verifier().verify(await stage.bearer(over)));
    expect(await at({ exp: stage.seconds() - 299 })).toBe("ok");
    expect(await at({ exp: stage.seconds() - 300 })).toBe("unavailable");
    expect(await at({ nbf: stage.seconds() + 300 })).toBe("ok");
    expect(await at({ nbf: stage.seconds() + 301 })).toBe("unavailable");
  });

  test("a signature with extra bits at its end is refused", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const bearer = await stage.bearer();
    // 256 bytes end in a letter of which two bits count.
    const last = alphabet.indexOf(bearer.at(-1) ?? "");
    const others = [1, 2, 3].map((more) => bearer.slice(0, -1) + alphabet[(last & ~15) + ((last + more * 4) & 15)]);
    for (const other of [...others, `${bearer}A`]) {
      expect(other).not.toBe(bearer);
      expect(await codeOf(stage.verifier().verify(other))).toBe("unauthenticated");
    }
    expect(await codeOf(stage.verifier().verify(bearer))).toBe("ok");
  });

  test("a tenant that is not on the list", async () => {
    const only = stage.verifier({ tenants: ["11111111-1111-1111-1111-111111111111"] });
    await expect(only.verify(await stage.bearer())).rejects.toThrow(/tenant/);
  });

  test("a good token with one bit of the claims or of the signature changed", async () => {
    const [head, , signature] = (await stage.bearer()).split(".");
    const forged = Buffer.from(JSON.stringify(stage.claims({ tid: "another" }))).toString("base64url");
    await expect(stage.verifier().verify(`${head}.${forged}.${signature}`)).rejects.toThrow(/signature/);
  });

  test("a token that is not signed, with alg none and with no signature", async () => {
    const unsigned = new UnsecuredJWT(stage.claims()).encode();
    await expect(stage.verifier().verify(`Bearer ${unsigned}`)).rejects.toThrow(/signed with none/);
  });

  test("a token signed with our public key as a shared secret", async () => {
    const secret = new TextEncoder().encode("the public key, as text, of at least 32 bytes");
    const token = await new SignJWT(stage.claims()).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);
    await expect(stage.verifier().verify(`Bearer ${token}`)).rejects.toThrow(/signed with HS256/);
  });

  test("a header with critical extensions", async () => {
    const [, payload, signature] = (await stage.bearer()).slice("Bearer ".length).split(".");
    const head = Buffer.from(JSON.stringify({ alg: "RS256", kid: "k1", crit: ["b64"], b64: false })).toString(
      "base64url",
    );
    await expect(stage.verifier().verify(`Bearer ${head}.${payload}.${signature}`)).rejects.toThrow(/critical/);
  });

  test("a token with the address of its own keys, which is never fetched", async () => {
    const evil = await startKeyServer();
    await evil.publish("theirs");
    const token = await evil.sign("theirs", stage.claims(), { jku: evil.jwksUrl, x5u: evil.jwksUrl });
    expect(await codeOf(stage.verifier().verify(`Bearer ${token}`))).toBe("unauthenticated");
    expect(evil.requests).toBe(0);
    await evil.close();
  });

  test.each([
    ["no header at all", undefined],
    ["another scheme", "Basic dXNlcjpwYXNz"],
    ["an empty token", "Bearer "],
    ["two parts", "Bearer a.b"],
    ["five parts", "Bearer a.b.c.d.e"],
    ["parts that are no JSON", "Bearer aaaa.bbbb.cccc"],
    ["a token of a megabyte", `Bearer ${"a".repeat(1_000_000)}.b.c`],
  ])("%s", async (_, header) => {
    expect(await codeOf(stage.verifier().verify(header))).toBe("unauthenticated");
    expect(stage.server.requests).toBe(0);
  });

  test("a good token that is longer than allowed", async () => {
    await expect(stage.verifier({ maxTokenBytes: 200 }).verify(await stage.bearer())).rejects.toThrow(
      /longer than 200 bytes/,
    );
  });

  test("a token whose key the issuer does not have, with an error that says so", async () => {
    await stage.server.keep("unpublished");
    await expect(stage.verifier().verify(await stage.bearer({}, {}, "unpublished"))).rejects.toThrow(
      /key that its issuer does not have/,
    );
  });

  test("a stranger's token causes no request to the key server", async () => {
    await codeOf(stage.verifier().verify(await stage.bearer({ iss: "https://stranger.example" }, {}, "unheard-of")));
    expect(stage.server.requests).toBe(0);
  });
});

describe("a token that comes again", () => {
  test("is accepted until it expires, and no longer", async () => {
    const verifier = stage.verifier();
    const bearer = await stage.bearer();
    expect([await codeOf(verifier.verify(bearer)), await codeOf(verifier.verify(bearer))]).toEqual(["ok", "ok"]);
    await stage.clock.advance(11 * 60_000);
    expect(await codeOf(verifier.verify(bearer))).toBe("unavailable");
  });

  test("is verified again with another signature", async () => {
    const verifier = stage.verifier();
    const bearer = await stage.bearer();
    await verifier.verify(bearer);
    const spoiled = bearer.replace(/.{4}$/, (end) => (end === "AAAA" ? "BBBB" : "AAAA"));
    expect(await codeOf(verifier.verify(spoiled))).toBe("unauthenticated");
  });
});

describe("tokens whose signature was good", () => {
  const [key, otherKey] = [createSecretKey(Buffer.from("a")), createSecretKey(Buffer.from("a"))];

  test("a token is remembered only with the key that verified it", () => {
    const signed = new SignedTokens();
    signed.add("t", key);
    expect([signed.has("t", key), signed.has("t", otherKey), signed.has("u", key)]).toEqual([true, false, false]);
  });

  test("the last hundred are remembered", () => {
    const signed = new SignedTokens();
    for (let at = 0; at <= 100; at++) signed.add(`t${at}`, key);
    expect([signed.has("t0", key), signed.has("t1", key), signed.has("t100", key)]).toEqual([false, true, true]);
  });
});

test("a verifier that warms up asks for the keys at once, and fails in silence", async () => {
  const verifier = stage.verifier();
  await verifier.warmUp();
  expect(stage.server.requests).toBe(2);
  stage.server.mode = "down";
  await expect(verifier.warmUp()).resolves.toBeUndefined();
  expect(await codeOf(verifier.verify(await stage.bearer()))).toBe("ok");
});
