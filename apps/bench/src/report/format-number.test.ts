import { expect, test } from "vitest";
import { formatNumber } from "./format-number.js";

test.each([
  [0, "0"],
  [0.0004, "0.000"],
  [0.413, "0.413"],
  [1, "1.00"],
  [41.26, "41.3"],
  [412.6, "413"],
  [41_260, "41,300"],
  [-3.456, "-3.46"],
  [Number.NaN, "-"],
])("%s is written as %s", (value, written) => {
  expect(formatNumber(value)).toBe(written);
});
