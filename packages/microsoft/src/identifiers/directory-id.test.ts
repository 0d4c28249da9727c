import { party, phone } from "@trunkline/core";
import { expect, test } from "vitest";
import { refuseDirectoryIds } from "./directory-id.js";

const id = "29362bd4-cd58-4ed0-a206-0e4a33dbb0b6";

test("object ids are accepted in either form, and other kinds of parties are not checked", () => {
  const parties = [
    party.user(id),
    party.user(id.toUpperCase().replaceAll("-", "")),
    party.application(id),
    phone("+14255550123"),
    party.guest({ id: "g", displayName: "Gil" }),
  ];
  expect(refuseDirectoryIds(parties)).toBeUndefined();
});

test("a sign-in name is refused, and the error asks for an object id", () => {
  expect(refuseDirectoryIds([party.user(id), party.user("ada@contoso.com")])).toEqual({
    code: "invalid-request",
    message: '"ada@contoso.com" is not the id of a user',
    hint: expect.stringContaining("Entra object id"),
  });
});
