import { expect, test } from "vitest";
import { nodeTooOld } from "./set-up.mjs";

test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("Node %s is new enough", (version) => {
  expect(nodeTooOld(version)).toBeUndefined();
});

test.each(["20.18.3", "18.20.0", "9.99.0"])("Node %s is too old, and the message says so", (version) => {
  expect(nodeTooOld(version)).toContain(`20.19 or later, and this is ${version}`);
});
