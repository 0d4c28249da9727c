import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { es256, hs256, jwt, part, ps256, rs, startLocksmith, unsigned } from "../kit/tokens.js";
import { type Target, useTarget } from "./kit/target.js";

const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Claims that the bot would accept, under a header and a signature that it must not. */
const forged: Readonly<Record<string, (target: Target) => string>> = {
  "HS256 with our public key (PEM) as the secret": (at) => {
    const pem = at.locksmith.publicKey.export({ type: "spki", format: "pem" });
    return jwt(at.header({ alg: "HS256" }), at.claims(), hs256(pem));
  },
  "HS256 with our public key (DER) as the secret": (at) => {
    const der = at.locksmith.publicKey.export({ type: "spki", format: "der" });
    return jwt(at.header({ alg: "HS256" }), at.claims(), hs256(der));
  },
  "HS256 with our key's modulus as the secret": (at) => {
    const { n = "" } = at.locksmith.publicKey.export({ format: "jwk" });
    return jwt(at.header({ alg: "HS256" }), at.claims(), hs256(n));
  },
  "RS512 by the right key": (at) => jwt(at.header({ alg: "RS512" }), at.claims(), rs(512, at.locksmith.privateKey)),
  "RS384 by the right key": (at) => jwt(at.header({ alg: "RS384" }), at.claims(), rs(384, at.locksmith.privateKey)),
  "PS256 by the right key": (at) => jwt(at.header({ alg: "PS256" }), at.claims(), ps256(at.locksmith.privateKey)),
  "PS256 that says RS256": (at) => jwt(at.header(), at.claims(), ps256(at.locksmith.privateKey)),
  "RS512 that says RS256": (at) => jwt(at.header(), at.claims(), rs(512, at.locksmith.privateKey)),
  "ES256 by a key of its own": (at) => jwt(at.header({ alg: "ES256" }), at.claims(), es256(elliptic.privateKey)),
  "a stranger's key under the name of a known one": (at) => jwt(at.header(), at.claims(), rs(256, stranger.privateKey)),
  "the signature of another token": (at) => {
    const [head] = at.token().split(".");
    return `${head}.${part(at.claims({ jti: "other" }))}.${at.token().split(".")[2]}`;
  },
  "a signature cut short": (at) => at.token().slice(0, -8),
  "a signature of nothing but zeros": (at) => jwt(at.header(), at.claims(), () => Buffer.alloc(256)),
  "no signature under RS256": (at) => jwt(at.header(), at.claims(), unsigned),
  "an algorithm in a list": (at) => jwt(at.header({ alg: ["RS256"] }), at.claims(), rs(256, at.locksmith.privateKey)),
  "an algorithm in small letters": (at) =>
    jwt(at.header({ alg: "rs256" }), at.claims(), rs(256, at.locksmith.privateKey)),
  "no algorithm": (at) => jwt(at.header({ alg: undefined }), at.claims(), rs(256, at.locksmith.privateKey)),
};

/** Ways to say that nobody signed; each without a signature, and with a good one over the very text. */
const none = ["none", "None", "NONE", "nOnE", "none ", " none", "", "null", "\u0000none", "ｎone"] as const;

describe.each(providers)("a callback on %s is refused with", { tags: "endpoint/signed" }, (provider) => {
  const target = useTarget(provider);
  const refused = async (token: string) => {
    // A key that was never heard of is looked up, and for the next one the bot waits ten seconds.
    expect((await target().stage.when(target().sendAs(`Bearer ${token}`))).status).toBe(401);
    await target().untouched();
  };

  test.each(Object.entries(forged))("%s", async (_, forge) => refused(forge(target())));

  test.each(none)("the algorithm %j", { tags: "endpoint/signed" }, async (alg) => {
    const at = target();
    await refused(jwt(at.header({ alg }), at.claims(), unsigned));
    await refused(jwt(at.header({ alg }), at.claims(), rs(256, at.locksmith.privateKey)));
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
    await refused(jwt(at.header({ kid }), at.claims(), rs(256, stranger.privateKey)));
    await refused(jwt(at.header({ kid }), at.claims(), unsigned));
  });

  test.each([undefined, null, "", 0, ["known"], { known: true }])(
    "the key id %j, though the key is right",
    { tags: "endpoint/signed" },
    async (kid) => {
      await refused(target().token({}, { kid }));
    },
  );

  test("a key of its own in the header, and nobody goes to fetch it", { tags: "endpoint/signed" }, async () => {
    const at = target();
    await using evil = await startLocksmith();
    const certificate = stranger.publicKey.export({ type: "spki", format: "der" }).toString("base64");
    const jwk = stranger.publicKey.export({ format: "jwk" });
    for (const kid of [at.locksmith.kid, "theirs", undefined]) {
      for (const own of [
        { jku: evil.openIdConfigurationUrl },
        { x5u: evil.openIdConfigurationUrl },
        { jwk: { ...jwk, kid } },
        { x5c: [certificate] },
        { x5t: "AAAA", "x5t#S256": "AAAA" },
      ])
        await refused(jwt(at.header({ ...own, kid }), at.claims(), rs(256, stranger.privateKey)));
    }
    expect(evil.requests()).toBe(0);
  });

  test.each([["b64"], ["exp"], [], "b64", null, { b64: true }])(
    "critical extensions %j, though well signed",
    { tags: "endpoint/signed" },
    async (crit) => {
      await refused(target().token({}, { crit, b64: false }));
    },
  );

  test("a token inside a token", { tags: "endpoint/signed" }, async () => {
    const at = target();
    const inner = at.token();
    const header = { ...at.header({ cty: "JWT" }) };
    await refused(jwt(header, inner, rs(256, at.locksmith.privateKey)));
    await refused(jwt(header, JSON.stringify(inner), rs(256, at.locksmith.privateKey)));
    await refused(jwt(header, { jwt: inner }, rs(256, at.locksmith.privateKey)));
    await refused(jwt(header, inner, rs(256, stranger.privateKey)));
  });

  test("none of it because it would refuse everything: the good token gets in", async () => {
    expect((await target().sendAs(`Bearer ${target().token()}`)).status).toBe(provider === "acs" ? 200 : 202);
    await target().stage.when(target().call.ended);
  });
});
