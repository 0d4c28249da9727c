import { expect, test } from "vitest";
import { withoutDeduplication, withoutLeases, worldsFind } from "./broken-stores.fixture.js";

test("worlds detect a store that does not recognize repeats", {
  tags: "worlds/broken-parts",
  timeout: 60_000,
}, async () => {
  expect(await worldsFind("applied once", { spoilStore: withoutDeduplication })).toMatch(/took effect [2-9] times/);
});

test("worlds of the third-party carrier detect it too", {
  tags: "worlds/broken-parts",
  timeout: 60_000,
}, async () => {
  const found = await worldsFind("applied once", { spoilStore: withoutDeduplication, on: "rented-line" });
  expect(found).toMatch(/rented-line: .* took effect [2-9] times/);
});

test("worlds detect a store that gives one call to two instances", {
  tags: "worlds/broken-parts",
  timeout: 60_000,
}, async () => {
  expect(await worldsFind("applied once", { spoilStore: withoutLeases })).toContain("under a superseded lease");
});
