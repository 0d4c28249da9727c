import { expect, test } from "vitest";
import { cloudNames, clouds, cloudsWith } from "./clouds.js";

test("every cloud's token is for that cloud's own Graph", () => {
  for (const name of cloudNames) expect(clouds[name].scope).toBe(`${clouds[name].graphRoot}/.default`);
});

test("sending tones exists in the global cloud only", () => {
  expect(
    cloudNames.filter((name) => !clouds[name].missingActions.includes("sendDtmfTones") && clouds[name].hasCalls),
  ).toEqual(["global"]);
});

test("China has no calls", () => {
  expect(clouds.china.hasCalls).toBe(false);
});

test("tones can be sent in the global cloud only, and everything else wherever there are calls", () => {
  expect(cloudsWith("sendDtmfTones")).toEqual(["global"]);
  expect(cloudsWith("answer")).toEqual(["global", "us-gov-l4", "us-gov-l5"]);
});
