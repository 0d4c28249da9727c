import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatRawId, parseRawId, type RawId } from "./raw-id.js";

const user = "112f7296-5fa4-42ca-bae8-6a692b15d4b8";

const table: readonly (readonly [string, RawId])[] = [
  ["4:+14255550123", { kind: "phone", number: "+14255550123" }],
  ["4:anonymous", { kind: "anonymous-phone" }],
  ["4:933", { kind: "other-phone", value: "933" }],
  ["4:+1425555XXXX", { kind: "other-phone", value: "+1425555XXXX" }],
  [`8:orgid:${user}`, { kind: "teams-user", id: user, cloud: "public" }],
  [`8:dod:${user}`, { kind: "teams-user", id: user, cloud: "dod" }],
  [`8:gcch:${user}`, { kind: "teams-user", id: user, cloud: "gcch" }],
  ["8:teamsvisitor:abc", { kind: "teams-visitor", id: "abc" }],
  [`28:orgid:${user}`, { kind: "teams-app", id: user, cloud: "public" }],
  [`28:gcch:${user}`, { kind: "teams-app", id: user, cloud: "gcch" }],
  ["8:acs:res_usr", { kind: "communication-user", id: "8:acs:res_usr", cloud: "public" }],
  ["8:spool:usr", { kind: "communication-user", id: "8:spool:usr", cloud: "public" }],
  [
    "8:dod-acs:res_ten_usr",
    { kind: "teams-extension-user", resourceId: "res", tenantId: "ten", userId: "usr", cloud: "dod" },
  ],
];

describe("raw identifiers", () => {
  test.each(table)("%s is parsed and formatted again", (rawId, parts) => {
    expect(parseRawId(rawId)).toEqual(parts);
    expect(formatRawId(parts)).toBe(rawId);
  });

  test("a bot without a cloud in its identifier is a public one", () => {
    expect(parseRawId(`28:${user}`)).toEqual({ kind: "teams-app", id: user, cloud: "public" });
  });

  test("an asserted identity after the number is not part of the number", () => {
    expect(parseRawId("4:+14255550123_123456")).toEqual({ kind: "phone", number: "+14255550123" });
  });

  test.each(["", "4", "4:", "8:", "8:orgid:", "8:what:x", "28:", "28:what:x", "48:x", "8:acs:a:b"])(
    "%j is unknown and kept whole",
    (rawId) => {
      expect(parseRawId(rawId)).toEqual({ kind: "unknown", rawId });
    },
  );

  test("parsing never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof formatRawId(parseRawId(text)) === "string"));
  });
});

test.each(["8:constructor:x", "8:__proto__:x", "8:toString:a_b_c", "28:constructor:x"])(
  "%s is of no cloud",
  (rawId) => {
    expect(parseRawId(rawId)).toEqual({ kind: "unknown", rawId });
  },
);
