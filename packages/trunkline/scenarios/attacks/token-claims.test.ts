import { describe, expect, test } from "vitest";
import { jwt, rs } from "../kit/jwt.js";
import { providers } from "../kit/provider.js";
import { type Target, useTarget } from "../kit/target.js";

type Claims = Readonly<Record<string, unknown>>;

/** What a text that has to be met exactly looks like when it is nearly met. */
function nearMisses(text: string): readonly string[] {
  const confusable: Readonly<Record<string, string>> = { a: "а", c: "с", e: "е", o: "о" };
  return [
    "",
    ` ${text}`,
    `${text} `,
    `${text}\u0000`,
    `${text}//`,
    `${text}.`,
    `${text}.evil.example`,
    `${text}@evil.example`,
    `${text}#`,
    `${text}?`,
    `x${text}`,
    text.slice(0, -1),
    text.slice(1),
    text.replace(/[aceo]/, (letter) => confusable[letter] ?? letter),
    text.replace(/-/, "\u2010").replace(/\./, "。"),
    text.normalize("NFD").replace(/(?<=.)/, "\u200b"),
    "*",
    ".*",
    "%",
  ].filter((near) => near !== text);
}

const elsewhere = "00000000-0000-4000-8000-000000000000";
const notTexts = [null, 0, 1, true, {}, [], [[]], { toString: "x" }] as const;

describe.each(providers)("a well signed token on %s is refused with", (provider) => {
  const target = useTarget(provider);
  const answered = async (expected: number, claims: Claims) => {
    const { status } = await target().sendAs(`Bearer ${target().token(claims)}`);
    expect({ claims, status }).toEqual({ claims, status: expected });
    await target().untouched();
  };
  const refused = (claims: Claims) => answered(401, claims);
  const good = (at: Target, name: string) => String(at.claims()[name]);

  test("an issuer that is another, or nearly ours", async () => {
    const issuer = good(target(), "iss");
    for (const iss of [...nearMisses(issuer), issuer.toUpperCase(), issuer.replace("https:", "http:")])
      await refused({ iss });
    for (const iss of [...notTexts, [issuer], undefined]) await refused({ iss });
  });

  test("the issuer of the other cloud", async () => {
    const { simulator } = target().stage;
    await refused({ iss: provider === "acs" ? simulator.graph.issuers[0] : simulator.acs.issuer });
  });

  test("an audience that is another, or nearly ours", async () => {
    for (const aud of [...nearMisses(good(target(), "aud")), elsewhere, good(target(), "aud").replaceAll("-", "")]) {
      await refused({ aud });
      await refused({ aud: [aud] });
    }
    await refused({ aud: [elsewhere, `${elsewhere}1`] });
    for (const aud of [
      ...notTexts,
      undefined,
      [null],
      [good(target(), "aud"), 7],
      [[good(target(), "aud")]],
      { 0: good(target(), "aud") },
    ])
      await refused({ aud });
  });

  test("the audience of another bot on the same cloud, whatever else it names us as", async () => {
    const ours = good(target(), "aud");
    await refused({ aud: elsewhere, azp: ours, appid: ours, sub: ours, client_id: ours });
  });

  test("a time that is over or is to come: it is to be sent again, since a clock may be to blame", async () => {
    const now = Math.floor(target().stage.clock.now() / 1000);
    for (const exp of [now - 300, now - 301, now - 3_600, 0]) await answered(503, { exp });
    for (const nbf of [now + 301, now + 3_600, now + 1e9]) await answered(503, { nbf });
  });

  test("a time that is none", async () => {
    const now = Math.floor(target().stage.clock.now() / 1000);
    for (const exp of [-1, -1e308, 1e308, 9e15, "", "9999999999", "Infinity", null, true, [now + 60], {}, undefined])
      await refused({ exp });
    for (const nbf of [1e308, -1e308, "", "0", "-1", null, true, [0], {}]) await refused({ nbf });
  });

  test.each(["NaN", "Infinity", "1e999", "-1e999", "0x7fffffff", "0o17", "1_000"])(
    "the time %s, written out",
    async (time) => {
      const at = target();
      for (const name of ["exp", "nbf"]) {
        const claims = JSON.stringify(at.claims({ [name]: "TIME" })).replace('"TIME"', time);
        const token = jwt(at.header(), claims, rs(256, at.locksmith.privateKey));
        expect((await at.sendAs(`Bearer ${token}`)).status).toBe(401);
      }
      await at.untouched();
    },
  );

  test.each(["[]", "null", "7", '"text"', "", " ", "{", "{}{}", "{'iss':1}", "\u0000"])(
    "claims that are %j",
    async (claims) => {
      const at = target();
      const token = jwt(at.header(), claims, rs(256, at.locksmith.privateKey));
      expect((await at.sendAs(`Bearer ${token}`)).status).toBe(401);
      await at.untouched();
    },
  );

  test("its good claims hidden in a prototype", async () => {
    const at = target();
    const hidden = { ["__proto__"]: at.claims(), constructor: { prototype: at.claims() } };
    const claims = JSON.stringify(hidden).replace("{", '{"exp":9999999999,');
    expect((await at.sendAs(`Bearer ${jwt(at.header(), claims, rs(256, at.locksmith.privateKey))}`)).status).toBe(401);
    expect(Object.prototype).not.toHaveProperty("iss");
    await at.untouched();
  });

  test.each([
    ["aud", elsewhere],
    ["iss", "https://evil.example"],
    ["exp", -1],
  ] as const)("a second %s that says otherwise: the last one counts, for all of us", async (name, value) => {
    const at = target();
    const claims = JSON.stringify(at.claims()).replace(/}$/, `,${JSON.stringify(name)}:${JSON.stringify(value)}}`);
    expect((await at.sendAs(`Bearer ${jwt(at.header(), claims, rs(256, at.locksmith.privateKey))}`)).status).toBe(401);
    await at.untouched();
  });
});

describe("a well signed token on graph is refused with", () => {
  const onlyOurs = useTarget("graph", { adapter: { tenants: ["86dc81db-c112-4228-9222-63f3e5aa1edb"] } });
  const anyTenant = useTarget("graph");

  test("no tenant, or something that is none", async () => {
    const at = anyTenant();
    for (const tid of [undefined, null, "", 0, [], {}, [at.claims().tid]])
      expect({ tid, status: (await at.sendAs(`Bearer ${at.token({ tid })}`)).status }).toEqual({ tid, status: 401 });
    await at.untouched();
  });

  test("a tenant that is nearly the one of the list", async () => {
    const at = onlyOurs();
    for (const tid of [...nearMisses(String(at.claims().tid)), elsewhere])
      expect({ tid, status: (await at.sendAs(`Bearer ${at.token({ tid })}`)).status }).toEqual({ tid, status: 401 });
    await at.untouched();
  });

  test("another tenant than that of the call it speaks of", async () => {
    const at = anyTenant();
    const body = at.end.replace('"state"', `"tenantId":"${at.claims().tid}","state"`);
    expect((await at.sendAs(`Bearer ${at.token({ tid: elsewhere })}`, { body })).status).toBe(403);
    await at.untouched();
  });
});
