import { CallingError, manualClock } from "@trunkline/core";
import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTransport, type Transport } from "../transport/transport.js";
import { type KeyServer, startKeyServer } from "./key-server.fixture.js";
import { peekIssuer, peekToken } from "./peek.js";
import { createTokenVerifier, type TokenVerifierOptions } from "./token-verifier.js";

const issuer = "https://api.botframework.com";
const audience = "2891555a-92ff-42e6-80fa-6e1300c6b5c6";
const tenantId = "aa67bd4c-8475-432d-bd41-39f255720e0a";

let server: KeyServer;
let transport: Transport;
let clock: ReturnType<typeof manualClock>;

beforeAll(async () => {
  server = await startKeyServer();
  transport = createTransport({ environment: {} });
  await server.publish("k1");
});
afterAll(async () => {
  await transport.dispatcher.destroy();
  await server.close();
});
beforeEach(() => {
  clock = manualClock();
  server.mode = "up";
  server.requests = 0;
});

const seconds = () => Math.floor(clock.now() / 1000);
const claims = (over: Record<string, unknown> = {}) => ({
  iss: issuer,
  aud: audience,
  tid: tenantId,
  appid: "26a18ebc-cdf7-4a6a-91cb-beb352805e81",
  nbf: seconds(),
  exp: seconds() + 300,
  ...over,
});
const verifier = (over: Partial<TokenVerifierOptions> = {}) =>
  createTokenVerifier({
    keys: { openIdConfigurationUrl: server.configurationUrl },
    issuers: [issuer, `${issuer}/`, "https://graph.microsoft.com"],
    audiences: [audience],
    tenants: "required",
    transport,
    clock,
    ...over,
  });
const bearer = async (over?: Record<string, unknown>, header?: Record<string, unknown>, kid = "k1") =>
  `Bearer ${await server.sign(kid, claims(over), header)}`;
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "ok",
    (error: unknown) => (CallingError.is(error) ? error.code : error),
  );

describe("what is accepted", () => {
  test("a token of the issuer, for this bot, of a tenant, in time", async () => {
    expect(await verifier().verify(await bearer())).toEqual({
      issuer,
      audience,
      tenantId,
      appId: "26a18ebc-cdf7-4a6a-91cb-beb352805e81",
      expiresAt: (seconds() + 300) * 1000,
    });
  });

  test.each([issuer, `${issuer}/`, "https://graph.microsoft.com"])("the issuer spelled %s", async (iss) => {
    expect((await verifier().verify(await bearer({ iss }))).issuer).toBe(iss);
  });

  test("a header that announces a nested token where there is none", async () => {
    expect(await codeOf(verifier().verify(await bearer({}, { cty: "JWT", x5t: "abc" })))).toBe("ok");
  });

  test("an audience among several, in any case", async () => {
    expect((await verifier().verify(await bearer({ aud: ["x", audience.toUpperCase()] }))).audience).toBe(
      audience.toUpperCase(),
    );
  });

  test("a clock that is four minutes off either way", async () => {
    expect(await codeOf(verifier().verify(await bearer({ exp: seconds() - 240 })))).toBe("ok");
    expect(await codeOf(verifier().verify(await bearer({ nbf: seconds() + 240 })))).toBe("ok");
    expect(await codeOf(verifier().verify(await bearer({ nbf: undefined })))).toBe("ok");
  });

  test("a key set named directly", async () => {
    expect(await codeOf(verifier({ keys: { jwksUrl: server.jwksUrl } }).verify(await bearer()))).toBe("ok");
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
    await expect(verifier().verify(await bearer(over))).rejects.toThrow(message);
    expect(await codeOf(verifier().verify(await bearer(over)))).toBe("unauthenticated");
  });

  test("a token past its time, and one before it", async () => {
    await expect(verifier().verify(await bearer({ exp: seconds() - 300 }))).rejects.toThrow(/expired/);
    await expect(verifier().verify(await bearer({ nbf: seconds() + 301 }))).rejects.toThrow(/clock/);
  });

  test("a tenant that is not on the list", async () => {
    const only = verifier({ tenants: ["11111111-1111-1111-1111-111111111111"] });
    await expect(only.verify(await bearer())).rejects.toThrow(/tenant/);
  });

  test("a good token with one bit of the claims or of the signature changed", async () => {
    const [head, , signature] = (await bearer()).split(".");
    const forged = Buffer.from(JSON.stringify(claims({ tid: "another" }))).toString("base64url");
    await expect(verifier().verify(`${head}.${forged}.${signature}`)).rejects.toThrow(/signature/);
  });

  test("a token that is not signed, with alg none and with no signature", async () => {
    const unsigned = new UnsecuredJWT(claims()).encode();
    await expect(verifier().verify(`Bearer ${unsigned}`)).rejects.toThrow(/signed with none/);
  });

  test("a token signed with our public key as a shared secret", async () => {
    const secret = new TextEncoder().encode("the public key, as text, of at least 32 bytes");
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);
    await expect(verifier().verify(`Bearer ${token}`)).rejects.toThrow(/signed with HS256/);
  });

  test("a header with critical extensions", async () => {
    const [, payload, signature] = (await bearer()).slice("Bearer ".length).split(".");
    const head = Buffer.from(JSON.stringify({ alg: "RS256", kid: "k1", crit: ["b64"], b64: false })).toString(
      "base64url",
    );
    await expect(verifier().verify(`Bearer ${head}.${payload}.${signature}`)).rejects.toThrow(/critical/);
  });

  test("a token that brings the address of its own keys: nobody goes there", async () => {
    const evil = await startKeyServer();
    await evil.publish("theirs");
    const token = await evil.sign("theirs", claims(), { jku: evil.jwksUrl, x5u: evil.jwksUrl });
    expect(await codeOf(verifier().verify(`Bearer ${token}`))).toBe("unauthenticated");
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
    expect(await codeOf(verifier().verify(header))).toBe("unauthenticated");
    expect(server.requests).toBe(0);
  });

  test("a good token that is longer than allowed", async () => {
    await expect(verifier({ maxTokenBytes: 200 }).verify(await bearer())).rejects.toThrow(/longer than 200 bytes/);
  });

  test("a token whose key the issuer does not have, and says so", async () => {
    await server.keep("nobody's");
    await expect(verifier().verify(await bearer({}, {}, "nobody's"))).rejects.toThrow(
      /key that its issuer does not have/,
    );
  });

  test("a stranger's token costs the key server nothing", async () => {
    await codeOf(verifier().verify(await bearer({ iss: "https://stranger.example" }, {}, "unheard-of")));
    expect(server.requests).toBe(0);
  });
});

describe("keys", () => {
  test("a new key is fetched once, by all who need it at the same time", async () => {
    const ours = verifier();
    await ours.verify(await bearer());
    await clock.advance(60_000);
    await server.publish("k2");
    server.requests = 0;
    const header = await bearer({}, {}, "k2");
    expect(await Promise.all(Array.from({ length: 20 }, () => codeOf(ours.verify(header))))).toEqual(
      Array(20).fill("ok"),
    );
    expect(server.requests).toBe(2);
  });

  test("made-up keys are looked up once in ten seconds", async () => {
    const ours = verifier();
    await server.keep("made-up");
    const header = await bearer({}, {}, "made-up");
    expect(await codeOf(ours.verify(header))).toBe("unauthenticated");
    for (let i = 0; i < 10; i++) expect(await codeOf(ours.verify(header))).toBe("unauthenticated");
    expect(server.requests).toBe(2);
    await clock.advance(10_000);
    expect(await codeOf(ours.verify(header))).toBe("unauthenticated");
    expect(server.requests).toBe(4);
  });

  test.each(["down", "503", "garbage"] as const)(
    "while the key server is %s, known keys go on and unknown ones wait",
    async (mode) => {
      const ours = verifier();
      await ours.warmUp();
      await clock.advance(60_000);
      server.mode = mode;
      expect(await codeOf(ours.verify(await bearer()))).toBe("ok");
      await server.keep("k3");
      const header = await bearer({}, {}, "k3");
      expect(await codeOf(ours.verify(header))).toBe("unavailable");
      expect(await codeOf(ours.verify(header))).toBe("unavailable");
      server.mode = "up";
      await server.publish("k3");
      await clock.advance(10_000);
      expect(await codeOf(ours.verify(header))).toBe("ok");
      server.withdraw("k3");
    },
  );

  test("a slow key server keeps one caller waiting, not the key server busy", async () => {
    const ours = verifier();
    server.mode = "stall";
    const header = await bearer();
    const waiting = [ours.verify(header), ours.verify(header)];
    while (server.requests === 0) await new Promise((resolve) => setImmediate(resolve));
    server.release();
    expect((await Promise.all(waiting)).length).toBe(2);
    expect(server.requests).toBe(2);
  });

  test("the background refresh learns new keys, forgets withdrawn ones, and survives an outage", async () => {
    await server.publish("k4");
    const ours = verifier({ refreshMs: 3_600_000 });
    const old = await bearer({ exp: seconds() + 90_000 }, {}, "k4");
    ours.start();
    ours.start();
    await clock.advance(1);
    await expect.poll(() => server.requests).toBe(2);
    expect(await codeOf(ours.verify(old))).toBe("ok");
    server.mode = "down";
    await clock.advance(3_600_000);
    await expect.poll(() => server.requests).toBe(3);
    expect(await codeOf(ours.verify(old))).toBe("ok");
    server.mode = "up";
    server.withdraw("k4");
    const afterAnotherTry = async () => {
      await clock.advance(10_000);
      return codeOf(ours.verify(old));
    };
    await expect.poll(afterAnotherTry).toBe("unauthenticated");
    ours.stop();
    server.requests = 0;
    await clock.advance(20_000_000);
    expect(server.requests).toBe(0);
  });

  test("a token is read for its issuer before anything is verified", async () => {
    expect(peekIssuer(await bearer({ iss: "https://who.example" }))).toBe("https://who.example");
    expect(peekToken(await bearer())?.audiences).toEqual([audience]);
    expect(peekIssuer("Bearer x")).toBeUndefined();
    expect(peekIssuer(null)).toBeUndefined();
  });
});
