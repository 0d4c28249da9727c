import { expect, test } from "vitest";
import type { Party } from "../../engine/party.js";
import { dialedParty, identifierOf, identifierSchema, partyOf } from "./identifier.js";

const parties: Party[] = [
  { kind: "phone", number: "+14255550123" },
  { kind: "phone", number: "anonymous" },
  { kind: "phone", number: "12345" },
  { kind: "communication-user", id: "8:acs:b9614373_da7be3a9" },
  { kind: "user", id: "112f7296-5fa4-42ca-bae8-6a692b15d4b8" },
  { kind: "application", id: "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b" },
];

test("a party goes over the wire and comes back, by its kind and by its raw id alone", () => {
  for (const party of parties) {
    const identifier = identifierSchema.parse(identifierOf(party));
    expect(partyOf(identifier, "F")).toEqual(party);
    expect(partyOf({ rawId: identifier.rawId }, "F")).toEqual(party);
  }
});

test("media operations of the vendor's client leave the kind out", () => {
  const identifier = { rawId: "4:+14255550123", phoneNumber: { value: "+14255550123" } };
  expect(partyOf(identifier, "F")).toEqual({ kind: "phone", number: "+14255550123" });
});

test("a caller who withholds the number is anonymous, by flag and by raw id", () => {
  const withheld = { kind: "phone", number: "anonymous" } as const;
  expect(identifierOf(withheld)).toEqual({
    kind: "phoneNumber",
    rawId: "4:anonymous",
    phoneNumber: { value: "anonymous", isAnonymous: true },
  });
  expect(partyOf({ phoneNumber: { value: "", isAnonymous: true } }, "F")).toEqual(withheld);
});

test("a number to dial that is not E.164, or an empty target, is refused with the field's name", () => {
  expect(() => dialedParty({ phoneNumber: { value: "555-0100" } }, "Target")).toThrow(
    "The field Target is invalid: 555-0100 is not in E.164 form",
  );
  expect(() => dialedParty({ rawId: "4:anonymous" }, "Target")).toThrow("is not in E.164 form");
  expect(() => partyOf({}, "Target")).toThrow("The field Target is invalid: it identifies no party");
});
