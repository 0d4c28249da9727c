import { expect, test } from "vitest";
import { errorIn } from "./output.js";

test.each([
  [
    "npm error code E404\nnpm error 404 Not Found - GET https://x.example\nnpm error A log",
    "npm error 404 Not Found - GET https://x.example",
  ],
  [
    "src/app.ts(3,1): error TS2304: Cannot find name 'x'.\nmore",
    "src/app.ts(3,1): error TS2304: Cannot find name 'x'.",
  ],
  ["Listening\nRestError: no\n    at f (app.js:1:1)\n[nodemon] app crashed - waiting", "RestError: no"],
  ["Listening\nBye\n\n", "Bye"],
  ["", "it wrote nothing"],
])("the line that says what went wrong in %j is %j", (output, line) => {
  expect(errorIn(output)).toBe(line);
});
