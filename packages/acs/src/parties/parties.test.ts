import { serializeCommunicationIdentifier } from "@azure/communication-common";
import { type Party, party, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { identifierToParty } from "./identifier-to-party.js";
import { communicationUser } from "./own-parties.js";
import { callableIdentifier, partyToIdentifier, refuseUncallable, refuseUnnameable } from "./party-to-identifier.js";

const acs = (type: string, id: string) => ({ kind: "provider", provider: "acs", type, id }) as const;
const user = "112f7296-5fa4-42ca-bae8-6a692b15d4b8";

const everyKind: readonly (readonly [string, Party, string])[] = [
  ["phone", phone("+14255550123"), "4:+14255550123"],
  ["communication user", communicationUser("8:acs:res_usr"), "8:acs:res_usr"],
  ["Teams user", party.user(user), `8:orgid:${user}`],
  ["Teams user of a sovereign cloud", acs("microsoftTeamsUser", `8:gcch:${user}`), `8:gcch:${user}`],
  ["Teams visitor", acs("microsoftTeamsUser", "8:teamsvisitor:x"), "8:teamsvisitor:x"],
  ["Teams app", party.application(user), `28:orgid:${user}`],
  ["Teams app of a sovereign cloud", acs("microsoftTeamsApp", `28:dod:${user}`), `28:dod:${user}`],
  ["Teams extension user", acs("teamsExtensionUser", "8:acs:res_ten_usr"), "8:acs:res_ten_usr"],
  ["anonymous caller", party.unknown("4:anonymous"), "4:anonymous"],
  ["short code", party.unknown("4:933"), "4:933"],
  ["masked number", party.unknown("4:+1425555XXXX"), "4:+1425555XXXX"],
  ["unknown", party.unknown("48:somebody"), "48:somebody"],
];

test.each(everyKind)("a %s goes to the wire and comes back", (_name, who, rawId) => {
  const identifier = partyToIdentifier(who);
  if (!identifier) throw new Error("not named");
  const wire = serializeCommunicationIdentifier(identifier);
  expect(wire.rawId).toBe(rawId);
  expect(identifierToParty(wire)).toEqual(who);
  expect(identifierToParty({ rawId })).toEqual(who);
});

test.each(everyKind)("a %s is read without its raw id or kind if the nested form is complete", (_name, who) => {
  const identifier = partyToIdentifier(who);
  if (!identifier) throw new Error("not named");
  const { rawId: _, ...nested } = serializeCommunicationIdentifier(identifier);
  const readable = Object.keys(nested).length > 0;
  expect(identifierToParty(nested)).toEqual(readable ? who : party.unknown(""));
});

test("a number that is not E.164 is kept as an unknown party", () => {
  expect(identifierToParty({ phoneNumber: { value: "933" } })).toEqual(party.unknown("4:933"));
});

test("a display name is kept, and an empty one is dropped", () => {
  const wire = { phoneNumber: { value: "+14255550123" } };
  expect(identifierToParty(wire, "Ada")).toEqual(phone("+14255550123", { displayName: "Ada" }));
  expect(identifierToParty(wire, "")).toEqual(phone("+14255550123"));
});

test.each([undefined, null, 7, "x", [], {}, { rawId: 7 }, { phoneNumber: {} }, { communicationUser: { id: 1 } }])(
  "%j is an unknown party and never an exception",
  (value) => {
    expect(identifierToParty(value)).toEqual(party.unknown(""));
  },
);

test("communicationUser refuses other ids", () => {
  for (const id of ["", "alice", "8:orgid:x", "8:acs:res_ten_usr", "4:+14255550123"])
    expect(() => communicationUser(id)).toThrow(/is not the id of a communication user/);
});

test("guests and other providers' parties are refused by name", () => {
  const guest = party.guest({ id: "g1", displayName: "G" });
  expect(refuseUncallable([phone("+14255550123"), guest])?.message).toBe("ACS cannot call guest g1");
  expect(refuseUnnameable([{ ...communicationUser("8:acs:a_b"), provider: "acme" }])?.code).toBe("unsupported");
});

test("a party with only a raw id can be named on a call but not called", () => {
  for (const rawId of ["48:somebody", "4:anonymous", "4:933", "4:+1425555XXXX"]) {
    expect(refuseUnnameable([party.unknown(rawId)])).toBeUndefined();
    expect(refuseUncallable([party.unknown(rawId)])?.code).toBe("unsupported");
    expect(() => callableIdentifier(party.unknown(rawId))).toThrow("ACS cannot call an unknown party");
  }
});
