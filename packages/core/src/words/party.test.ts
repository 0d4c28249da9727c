import { expect, test } from "vitest";
import { isE164, phone } from "./to-party.js";

test.each(["+14255550123", "+491234", "+12", "+123456789012345"])("%s is a telephone number", (number) => {
  expect(isE164(number)).toBe(true);
  expect(phone(number)).toEqual({ kind: "phone", number });
});

test.each([
  "",
  "+",
  "+1",
  "14255550123",
  "+04255550123",
  "+1234567890123456",
  "+1 425 555 0123",
  "+1-425-5550123",
  "+1425555012a",
  " +14255550123",
  "+14255550123\n",
  "++14255550123",
  "+١٢٣٤٥٦٧",
  "tel:+14255550123",
])("%j is not a number, and the error names it and says how to write one", (number) => {
  expect(isE164(number)).toBe(false);
  expect(() => phone(number)).toThrow(`"${number}" is not a telephone number in E.164 form. Write a plus sign`);
});

test("a name to show is kept", () => {
  expect(phone("+14255550123", { displayName: "Ada" })).toEqual({
    kind: "phone",
    number: "+14255550123",
    displayName: "Ada",
  });
});
