import { expect, test } from "vitest";
import { adapterProject } from "./adapter-project.js";
import { readNames } from "./names.js";

const versions = {
  "@trunkline/core": "^0.1.0",
  "@trunkline/conformance": "^0.1.0",
  "@types/node": "20.19.25",
  typescript: "7.0.2",
  vitest: "4.1.12",
  zod: "4.6.7",
};
const template = [{ path: "src/my-line.ts", text: "export const myLine = 1;\n" }];

test("a project has the template's files under its own name", () => {
  const files = adapterProject(readNames("@acme/bold-tel"), template, versions);
  expect(files.find(({ path }) => path === "src/bold-tel.ts")?.text).toBe("export const boldTel = 1;\n");
  expect(files.map(({ text }) => text).join("\n")).not.toMatch(/my.?line/i);
});

test("its dependencies are those with which the template was tested", () => {
  const [manifest] = adapterProject(readNames("@acme/bold-tel"), template, versions);
  expect(JSON.parse(manifest?.text ?? "")).toMatchObject({
    name: "@acme/bold-tel",
    dependencies: { "@trunkline/core": "^0.1.0", zod: "^4.6.7" },
    devDependencies: {
      "@trunkline/conformance": "^0.1.0",
      "@types/node": "^20.19.25",
      typescript: "^7.0.2",
      vitest: "^4.1.12",
    },
  });
});
