import { expect, test } from "vitest";
import { checkCount } from "../json.js";

test("as many events as Event Grid delivers at once are taken, and one more is refused", () => {
  expect(() => checkCount(Array.from({ length: 5000 }))).not.toThrow();
  expect(() => checkCount(Array.from({ length: 5001 }))).toThrow(expect.objectContaining({ code: "invalid-request" }));
});
