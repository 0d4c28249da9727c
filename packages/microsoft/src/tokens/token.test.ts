import { expect, test } from "vitest";
import { peekIssuer, peekToken } from "./token.js";
import { audience, useVerifierStage } from "./verifier-stage.fixture.js";

const stage = useVerifierStage();

test("a token is read for its issuer before anything is verified", async () => {
  expect(peekIssuer(await stage.bearer({ iss: "https://who.example" }))).toBe("https://who.example");
  expect(peekToken(await stage.bearer())?.audiences).toEqual([audience]);
  expect(peekIssuer("Bearer x")).toBeUndefined();
  expect(peekIssuer(null)).toBeUndefined();
});

test.each([null, 7, {}, [7], [null, {}], [[audience]]])("an audience of %j names no application", async (aud) => {
  expect(peekToken(await stage.bearer({ aud }))?.audiences).toEqual([]);
});
