import { expect, test } from "vitest";
import { underWay } from "../testing/turn.fixture.js";
import { mayBeLegOf, otherLegOf, withLegs } from "./legs.js";

const known = { providerCallId: "AB-1", legs: ["CD-2"], operations: [] };
const makes = { transfer: { makesLegs: true, run: async () => ({}) } };

test("a leg is one of the call if it is its own, a known one, or one of those being made", () => {
  expect(["ab1", "cd2", "ef3"].map((leg) => mayBeLegOf(known, leg, makes))).toEqual([true, true, false]);
  const during = (verb: "transfer" | "play" | "collectDtmf") =>
    mayBeLegOf({ ...known, operations: [underWay(verb)] }, "ef3", makes);
  expect([during("transfer"), during("play"), during("collectDtmf")]).toEqual([true, false, false]);
  expect(mayBeLegOf({ ...known, providerCallId: "" }, "ef3", {})).toBe(true);
});

test("a signal is about another leg if it names one, or came under the name of one", () => {
  const at = { key: "k" };
  expect(otherLegOf(known, { call: at })).toBeUndefined();
  expect(otherLegOf(known, { call: at, leg: "ab1" })).toBeUndefined();
  expect(otherLegOf(known, { call: at, leg: "ef3" })).toBe("ef3");
  expect(otherLegOf(known, { call: { alias: "CD-2" } })).toBe("CD-2");
  expect(otherLegOf(known, { call: { alias: "AB-1" } })).toBeUndefined();
  expect(otherLegOf({ ...known, providerCallId: "" }, { call: at, leg: "ef3" })).toBeUndefined();
});

test("further legs are added once, and the last fifty are kept", () => {
  expect(withLegs(known, ["cd2", "ab1"])).toBe(known.legs);
  expect(withLegs(known, ["ef3"])).toEqual(["CD-2", "ef3"]);
  const many = withLegs(
    known,
    Array.from({ length: 50 }, (_, i) => `leg-${i}`),
  );
  expect([many.length, many[0], many.at(-1)]).toEqual([50, "leg-0", "leg-49"]);
});
