import { expect, test } from "vitest";
import { shownSip, sip } from "./sip.js";
import { describeParty, partyKey, toParty } from "./to-party.js";

test.each([
  ["sip:ada@example.com", "sip:ada@example.com"],
  ["SIP:Ada@EXAMPLE.com", "sip:Ada@example.com"],
  ["sips:ada@example.com:5061;transport=tcp", "sips:ada@example.com:5061;transport=tcp"],
  ["sip:example.com", "sip:example.com"],
  ["sip:+14255550123@[2001:DB8::1]:5060", "sip:+14255550123@[2001:db8::1]:5060"],
  ["sip:ada@example.com?subject=hello", "sip:ada@example.com?subject=hello"],
])("%s is read as %s", (given, uri) => {
  expect(sip(given)).toEqual({ kind: "sip", uri });
  expect(toParty(given as never)).toEqual({ kind: "sip", uri });
});

test.each([
  "sip:",
  "sip:@example.com",
  "sip:ada@",
  "tel:+1",
  "ada@example.com",
  "sip:ada smith@example.com",
  "sip:a@b@c",
])("%j is not a SIP address", (text) => {
  expect(() => sip(text)).toThrow(/not one of SIP.*sip:user@host/s);
});

test("an address with a password is refused, and the error does not repeat it", () => {
  expect(() => sip("sip:ada:hunter2@example.com")).toThrow(expect.not.objectContaining({ message: /hunter2/ }));
  expect(() => sip("sip:ada:hunter2@example.com")).toThrow("sip:…@example.com");
});

test("a party made by hand is checked as well, and keeps its display name", () => {
  const uri = "sip:ada@example.com";
  expect(toParty({ kind: "sip", uri, displayName: "Ada" })).toEqual(sip(uri, { displayName: "Ada" }));
  expect(() => toParty({ kind: "sip", uri: "sip:" })).toThrow("not one of SIP");
});

test("addresses are the same party regardless of the case of scheme and host and of the display name", () => {
  expect(partyKey(sip("SIP:ada@Example.com", { displayName: "Ada" }))).toBe(partyKey(sip("sip:ada@example.com")));
  expect(partyKey(sip("sip:Ada@example.com"))).not.toBe(partyKey(sip("sip:ada@example.com")));
});

test("a message shows the host and not the user", () => {
  expect(describeParty(sip("sip:ada@example.com"))).toBe("sip:…@example.com");
  expect(shownSip("sip:example.com")).toBe("sip:…");
});
