import { expect, test } from "vitest";
import { party } from "./party.js";
import { describeParty, partyKey, phone, toParty } from "./to-party.js";

test("a number written out is a telephone; parties stay as they are", () => {
  expect(toParty("+14255550123")).toEqual(phone("+14255550123"));
  expect(toParty(party.user("u", { tenantId: "t" }))).toEqual(party.user("u", { tenantId: "t" }));
  expect(toParty(phone("+14255550123", { displayName: "Ada" }))).toEqual(phone("+14255550123", { displayName: "Ada" }));
});

test("the number of a telephone made by hand is checked as well", () => {
  expect(() => toParty({ kind: "phone", number: "+0" })).toThrow("E.164");
});

test.each([undefined, null, 7, {}, [], { kind: 1 }])("%j is not a party", (value) => {
  expect(() => toParty(value as never)).toThrow("is not a party");
});

test.each([
  [{ kind: "zebra", id: "z" }, 'no kind of party "zebra"'],
  [party.user(""), "a party of the kind user has no id"],
  [{ kind: "application" }, "a party of the kind application has no id"],
  [{ kind: "provider", provider: "acs", type: "x" }, "a party of the kind provider has no id"],
  [party.unknown(""), "a party of the kind unknown has no rawId"],
])("%j does not identify a party", (value, says) => {
  expect(() => toParty(value as never)).toThrow(says);
});

test("parties are the same regardless of their display name and the case of their id", () => {
  expect(partyKey(phone("+14255550123", { displayName: "Ada" }))).toBe(partyKey(phone("+14255550123")));
  expect(partyKey(party.user("ABC", { displayName: "Ada" }))).toBe(partyKey(party.user("abc")));
});

test("parties of different kinds are never the same", () => {
  const keys = [
    party.user("x"),
    party.application("x"),
    party.guest({ id: "x", displayName: "x" }),
    party.unknown("x"),
    { kind: "provider", provider: "acs", type: "t", id: "x" } as const,
    { kind: "provider", provider: "acs", type: "s", id: "x" } as const,
  ].map(partyKey);
  expect(new Set(keys).size).toBe(keys.length);
});

test("an error message shows only the country code and two digits of a number", () => {
  expect(describeParty(phone("+14255550123"))).toBe("phone +14…23");
  expect(describeParty(party.unknown("secret"))).toBe("an unknown party");
  expect(describeParty(party.user("u"))).toBe("user u");
  expect(describeParty({ kind: "provider", provider: "acs", type: "communicationUser", id: "8:x" })).toBe(
    "communicationUser 8:x",
  );
});
