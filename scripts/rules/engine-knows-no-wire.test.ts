import { describe, expect, test } from "vitest";
import { engineKnowsNoWire } from "./engine-knows-no-wire.mjs";
import { Project } from "./project.mjs";

const find = (code: string, file = "engine/a.ts") =>
  engineKnowsNoWire.find(new Project({ [`packages/simulator/src/${file}`]: code }));

describe("the engine knows no wire", () => {
  test.each(["../acs/server.js", "../graph/routes.js", "../wire.js", "hono", "@hono/node-server", "node:http", "jose"])(
    "the engine must not import %s",
    (specifier) => {
      expect(find(`import type { X } from "${specifier}";`)).toEqual([
        { path: "packages/simulator/src/engine/a.ts", line: 1, message: `the engine must not import ${specifier}.` },
      ]);
    },
  );

  test("a file deeper in the engine may import one above it, not one outside", () => {
    expect(find('import "../call.js";', "engine/media/a.ts")).toEqual([]);
    expect(find('import "../../acs/call.js";', "engine/media/a.ts")).toHaveLength(1);
  });

  test("tests of the engine use Vitest, and no wire either", () => {
    expect(find('import "vitest"; import "./a.js";', "engine/a.test.ts")).toEqual([]);
    expect(find('import "../acs/server.js";', "engine/a.test.ts")).toHaveLength(1);
  });

  test("the rest of the simulator is free", () => {
    expect(find('import "hono";', "acs/a.ts")).toEqual([]);
  });
});
