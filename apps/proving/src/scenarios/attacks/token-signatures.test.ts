import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { es256, hs256, jwt, part, ps256, rs, startKeyServer, unsigned } from "../kit/tokens.js";
import { type Target, useTarget } from "./kit/target.js";

const attacker = generateKeyPairSync("rsa", { modulusLength: 2048 });
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Claims that the bot would accept, with a header or a signature that it must not accept. */
const forged: Readonly<Record<string, (target: Target) => string>> = {
  "HS256 with the public key (PEM) as the secret": (at) => {
    const pem = at.keyServer.publicKey.export({ type: "spki", format: "pem" });
    return jwt(at.header({ alg: "HS256" }), at.claims(), hs256(pem));
  },
  "HS256 with the public key (DER) as the secret": (at) => {
    const der = at.keyServer.publicKey.export({ type: "spki", format: "der" });
    return jwt(at.header({ alg: "HS256" }), at.claims(), hs256(der));
  },
  "HS256 with the key's modulus as the secret": (at) => {
    const { n = "" } = at.keyServer.publicKey.export({ format: "jwk" });
    return jwt(at.header({ alg: "HS256" }), at.claims(), hs256(n));
  },
  "RS512 by the right key": (at) => jwt(at.header({ alg: "RS512" }), at.claims(), rs(512, at.keyServer.privateKey)),
  "RS384 by the right key": (at) => jwt(at.header({ alg: "RS384" }), at.claims(), rs(384, at.keyServer.privateKey)),
  "PS256 by the right key": (at) => jwt(at.header({ alg: "PS256" }), at.claims(), ps256(at.keyServer.privateKey)),
  "PS256 that says RS256": (at) => jwt(at.header(), at.claims(), ps256(at.keyServer.privateKey)),
  "RS512 that says RS256": (at) => jwt(at.header(), at.claims(), rs(512, at.keyServer.privateKey)),
  "ES256 by the attacker's key": (at) => jwt(at.header({ alg: "ES256" }), at.claims(), es256(elliptic.privateKey)),
  "the attacker's key under a known key id": (at) => jwt(at.header(), at.claims(), rs(256, attacker.privateKey)),
  "the signature of another token": (at) => {
    const [head] = at.token().split(".");
    return `${head}.${part(at.claims({ jti: "other" }))}.${at.token().split(".")[2]}`;
  },
  "a signature cut short": (at) => at.token().slice(0, -8),
  "a signature of zeros": (at) => jwt(at.header(), at.claims(), () => Buffer.alloc(256)),
  "no signature under RS256": (at) => jwt(at.header(), at.claims(), unsigned),
  "an algorithm in a list": (at) => jwt(at.header({ alg: ["RS256"] }), at.claims(), rs(256, at.keyServer.privateKey)),
  "an algorithm in lower case": (at) => jwt(at.header({ alg: "rs256" }), at.claims(), rs(256, at.keyServer.privateKey)),
  "no algorithm": (at) => jwt(at.header({ alg: undefined }), at.claims(), rs(256, at.keyServer.privateKey)),
};

/** Spellings of the algorithm "none"; each is tried without a signature, and with a valid one. */
const none = ["none", "None", "NONE", "nOnE", "none ", " none", "", "null", "\u0000none", "ｎone"] as const;

describe.each(providers)("a callback on %s is refused with", { tags: "endpoint/signed" }, (provider) => {
  const target = useTarget(provider);
  const refused = async (token: string) => {
    // An unknown key is looked up, and for the next one the bot waits ten seconds.
    expect((await target().stage.when(target().sendAs(`Bearer ${token}`))).status).toBe(401);
    await target().untouched();
  };

  test.each(Object.entries(forged))("%s", async (_, forge) => refused(forge(target())));

  test.each(none)("the algorithm %j", { tags: "endpoint/signed" }, async (alg) => {
    const at = target();
    await refused(jwt(at.header({ alg }), at.claims(), unsigned));
    await refused(jwt(at.header({ alg }), at.claims(), rs(256, at.keyServer.privateKey)));
  });

  test.each([
    "../../../../dev/null",
    "/dev/null",
    "http://127.0.0.1/keys",
    "known' OR '1'='1",
    "known\u0000",
    "known ",
    "KNOWN",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "get",
    "size",
    "0",
    "x".repeat(8_000),
  ])("the key id %j", { tags: "endpoint/signed" }, async (kid) => {
    const at = target();
    await refused(jwt(at.header({ kid }), at.claims(), rs(256, attacker.privateKey)));
    await refused(jwt(at.header({ kid }), at.claims(), unsigned));
  });

  test.each([undefined, null, "", 0, ["known"], { known: true }])(
    "the key id %j, though signed by the right key",
    { tags: "endpoint/signed" },
    async (kid) => {
      await refused(target().token({}, { kid }));
    },
  );

  test("the attacker's key in the header, which is not fetched", { tags: "endpoint/signed" }, async () => {
    const at = target();
    await using evil = await startKeyServer();
    const certificate = attacker.publicKey.export({ type: "spki", format: "der" }).toString("base64");
    const jwk = attacker.publicKey.export({ format: "jwk" });
    for (const kid of [at.keyServer.kid, "theirs", undefined]) {
      for (const own of [
        { jku: evil.openIdConfigurationUrl },
        { x5u: evil.openIdConfigurationUrl },
        { jwk: { ...jwk, kid } },
        { x5c: [certificate] },
        { x5t: "AAAA", "x5t#S256": "AAAA" },
      ])
        await refused(jwt(at.header({ ...own, kid }), at.claims(), rs(256, attacker.privateKey)));
    }
    expect(evil.requests()).toBe(0);
  });

  test.each([["b64"], ["exp"], [], "b64", null, { b64: true }])(
    "the critical extensions %j, though well signed",
    { tags: "endpoint/signed" },
    async (crit) => {
      await refused(target().token({}, { crit, b64: false }));
    },
  );

  test("a token inside a token", { tags: "endpoint/signed" }, async () => {
    const at = target();
    const inner = at.token();
    const header = { ...at.header({ cty: "JWT" }) };
    await refused(jwt(header, inner, rs(256, at.keyServer.privateKey)));
    await refused(jwt(header, JSON.stringify(inner), rs(256, at.keyServer.privateKey)));
    await refused(jwt(header, { jwt: inner }, rs(256, at.keyServer.privateKey)));
    await refused(jwt(header, inner, rs(256, attacker.privateKey)));
  });

  test("none of this, if the token is valid: it is accepted", async () => {
    expect((await target().sendAs(`Bearer ${target().token()}`)).status).toBe(provider === "acs" ? 200 : 202);
    await target().stage.when(target().call.ended);
  });
});
