import { expect, test } from "vitest";
import { fillIn } from "./page.js";
import { once, type Report } from "./report.js";

const report: Report = {
  node: "v20.19.0",
  machine: "2 × a processor",
  quick: false,
  groups: [
    {
      name: "operations",
      title: "Operations",
      tables: [
        {
          title: "ACS: create",
          columns: ["CPU µs", "of the bare client", "of the floor"],
          rows: [
            { name: "bare ACS client", cells: [once(300), undefined, once(6)] },
            { name: "Trunkline", ours: true, cells: [once(150), { median: 0.5, low: 0.48, high: 0.52 }, once(3)] },
            { name: "floor (undici)", cells: [once(50), once(0.167), undefined] },
          ],
        },
      ],
      goals: [{ what: "create", wanted: { atMost: 0.55 }, reached: 0.5 }],
    },
  ],
};

const page = (name: string) => `before\n\n<!-- figures: ${name} -->\n\nold\n\n<!-- /figures -->\n\nafter\n`;

test("the figures of a run fill the places of the page, and the rest stays as it is", () => {
  expect(fillIn(page("operations"), report)).toBe(`before

<!-- figures: operations -->

| CPU µs a request | bare client | Trunkline | floor |  of the bare client | of the floor |
| ---------------- | ----------: | --------: | ----: | ------------------: | -----------: |
| ACS: create      |         300 |       150 |  50.0 | 0.500 (0.480–0.520) |         3.00 |

<!-- /figures -->

after
`);
});

test("filling in twice has the same result", () => {
  const once = fillIn(page("goals"), report);
  expect(fillIn(once, report)).toBe(once);
  expect(once).toContain("| create | at most 0.550 |   0.500 | yes |");
});

test("unknown and unmeasured figures are refused by name", () => {
  expect(() => fillIn(page("speed"), report)).toThrow('there are no figures "speed"');
  expect(() => fillIn(page("memory"), report)).toThrow('no group "memory"');
});
