import { DtmfTone } from "@azure/communication-call-automation";
import { tones } from "@trunkline/core";
import { expect, test } from "vitest";
import { acsTones, readTone, writeTone } from "./tones.js";

test("every tone but the flash goes to the wire and comes back", () => {
  expect(acsTones).toHaveLength(tones.length - 1);
  for (const tone of acsTones) expect(readTone(writeTone(tone))).toBe(tone);
  expect(writeTone("!")).toBeUndefined();
});

test("every tone that the client knows is read", () => {
  expect(Object.values(DtmfTone).map(readTone)).not.toContain(undefined);
});

test.each([undefined, 5, null, "", "flash", "!", "ten"])("%j is not a tone of this provider", (value) => {
  expect(readTone(value)).toBeUndefined();
});
