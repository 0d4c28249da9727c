import { describe, expect, test } from "vitest";
import { callbackPrincipal, checkClaims, checkTimes } from "./claims.js";

const expected = { issuers: ["https://issuer"], audiences: ["APP"] } as const;
const payload = { iss: "https://issuer", aud: "app", exp: 2000 };
const options = { issuers: "the option issuers", audiences: "the option appId", tenants: "the option tenants" };

describe("what a token claims", () => {
  test("is what it says, with times in ms, and without what it does not say", () => {
    const claims = { issuer: "https://issuer", audience: "app", expiresAt: 2_000_000 };
    expect(checkClaims(payload, expected)).toStrictEqual(claims);
    expect(checkClaims({ ...payload, nbf: 1000, tid: "t", appid: "a" }, expected)).toStrictEqual({
      ...{ ...claims, notBefore: 1_000_000, tenantId: "t", appId: "a" },
    });
  });

  test.each([
    ["a time after the year 9999", { exp: 253_402_300_800 }, "exp"],
    ["a time before 1970", { nbf: -1 }, "nbf"],
    ["an empty tenant", { tid: "" }, "tid"],
    ["an application that is not a text", { appid: 1 }, "appid"],
    ["two unreadable claims", { aud: 1, exp: "soon" }, "aud, exp"],
  ])("is refused with %s", (_, change, names) => {
    const check = () => checkClaims({ ...payload, ...change }, expected);
    expect(check).toThrow(`the token lacks or misspells these claims: ${names}`);
  });

  test("may reach to the end of the year 9999 and back to 1970", () => {
    const times = { nbf: 0, exp: 253_402_300_799 };
    expect(checkClaims({ ...payload, ...times }, expected)).toMatchObject({
      notBefore: 0,
      expiresAt: 253_402_300_799_000,
    });
  });

  test("has to name a tenant where one is required, and one of those that are listed", () => {
    const of = (tenants: "required" | readonly string[], tid?: string) => () =>
      checkClaims({ ...payload, ...(tid === undefined ? {} : { tid }) }, { ...expected, tenants }).tenantId;
    expect([of("required", "any")(), of(["A", "b"], "a")()]).toEqual(["any", "a"]);
    expect(of("required")).toThrow("names no tenant (tid)");
    expect(of(["A"])).toThrow("names no tenant (tid)");
    expect(of(["A"], "b")).toThrow("the token's tenant is b");
    expect(of([], "b")).toThrow("the token's tenant is b");
  });

  test("that is refused names the option that would be wrong, if it has a name", () => {
    const refused = (change: object, more: object = {}) => {
      try {
        checkClaims({ ...payload, tid: "t", ...change }, { ...expected, tenants: ["x"], ...more });
      } catch (error) {
        return String(error);
      }
      throw new Error("it was accepted");
    };
    const named = { named: options };
    const ends = (option: string) => new RegExp(`: if it comes from your provider, the option ${option} is wrong$`);
    expect(refused({ iss: "other" }, named)).toMatch(ends("issuers"));
    expect(refused({ aud: ["x", "y"] }, named)).toMatch(ends("appId"));
    expect(refused({}, named)).toMatch(ends("tenants"));
    expect(refused({ iss: "other" })).toMatch(/the token's issuer is other$/);
    expect(refused({ aud: ["x", "y"] })).toMatch(/the token is meant for x, y, not for this bot$/);
    expect(refused({ aud: [] })).toMatch(/meant for no audience, not for this bot$/);
  });
});

test("a token speaks for its tenant during its time", () => {
  const claims = { issuer: "i", audience: "a", expiresAt: 2 };
  expect(callbackPrincipal(claims)).toStrictEqual({ role: "callback", validUntil: 2 });
  expect(callbackPrincipal({ ...claims, notBefore: 1, tenantId: "t" })).toStrictEqual({
    ...{ role: "callback", validFrom: 1, validUntil: 2, tenantId: "t" },
  });
});

test("a token is good from its first moment to before its last, give or take the tolerance", () => {
  const at = (now: number) => () =>
    checkTimes({ issuer: "i", audience: "a", notBefore: 1000, expiresAt: 2000 }, now, 100);
  for (const now of [900, 1500, 2099]) expect(at(now)).not.toThrow();
  expect(at(899)).toThrow("is not valid yet");
  expect(at(2100)).toThrow("has expired");
  const hint = "Set this machine's clock: run an NTP client.";
  expect(at(2100)).toThrow(
    expect.objectContaining({ code: "unavailable", hint, cause: expect.objectContaining({ aheadMs: 100 }) }),
  );
  expect(at(800)).toThrow(expect.objectContaining({ cause: expect.objectContaining({ aheadMs: -200 }) }));
});
