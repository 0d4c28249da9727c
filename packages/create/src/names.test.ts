import { expect, test } from "vitest";
import { readNames, renamed } from "./names.js";

test("the adapter is called like the package, without its scope and without trunkline-", () => {
  for (const given of ["bold-tel-2", "trunkline-bold-tel-2", "@acme/bold-tel-2", "@acme/trunkline-bold-tel-2"])
    expect(readNames(given)).toEqual({
      package: given,
      kebab: "bold-tel-2",
      camel: "boldTel2",
      pascal: "BoldTel2",
      upper: "BOLD_TEL_2",
      title: "Bold Tel 2",
    });
});

test("what cannot be a name is refused with an example", () => {
  for (const given of ["", "My-Line", "my_line", "-line", "my--line", "@acme/", "../line", "1line"])
    expect(() => readNames(given), given).toThrow("such as my-line");
});

test("a text is about the new adapter in every spelling", () => {
  expect(renamed("my-line myLine MyLine MY_LINE My Line", readNames("bold-tel"))).toBe(
    "bold-tel boldTel BoldTel BOLD_TEL Bold Tel",
  );
});
