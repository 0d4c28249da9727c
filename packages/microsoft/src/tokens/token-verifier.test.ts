import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import { startKeyServer } from "./key-server.fixture.js";
import { audience, codeOf, issuer, tenantId, useVerifierStage } from "./verifier-stage.fixture.js";

const stage = useVerifierStage();

describe("what is accepted", () => {
  test("a token of the issuer, for this bot, of a tenant, in time", async () => {
    expect(await stage.verifier().verify(await stage.bearer())).toEqual({
      issuer,
      audience,
      tenantId,
      appId: "26a18ebc-cdf7-4a6a-91cb-beb352805e81",
      expiresAt: (stage.seconds() + 300) * 1000,
    });
  });

  test.each([issuer, `${issuer}/`, "https://graph.microsoft.com"])("the issuer spelled %s", async (iss) => {
    expect((await stage.verifier().verify(await stage.bearer({ iss }))).issuer).toBe(iss);
  });

  test("a header that announces a nested token where there is none", async () => {
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

  test("a token past its time, and one before it", async () => {
    await expect(stage.verifier().verify(await stage.bearer({ exp: stage.seconds() - 300 }))).rejects.toThrow(
      /expired/,
    );
    await expect(stage.verifier().verify(await stage.bearer({ nbf: stage.seconds() + 301 }))).rejects.toThrow(/clock/);
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

  test("a token that brings the address of its own keys: nobody goes there", async () => {
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

  test("a token whose key the issuer does not have, and says so", async () => {
    await stage.server.keep("nobody's");
    await expect(stage.verifier().verify(await stage.bearer({}, {}, "nobody's"))).rejects.toThrow(
      /key that its issuer does not have/,
    );
  });

  test("a stranger's token costs the key server nothing", async () => {
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
    expect(await codeOf(verifier.verify(bearer))).toBe("unauthenticated");
  });

  test("with another signature it is another token", async () => {
    const verifier = stage.verifier();
    const bearer = await stage.bearer();
    await verifier.verify(bearer);
    const spoiled = bearer.replace(/.{4}$/, (end) => (end === "AAAA" ? "BBBB" : "AAAA"));
    expect(await codeOf(verifier.verify(spoiled))).toBe("unauthenticated");
  });
});
