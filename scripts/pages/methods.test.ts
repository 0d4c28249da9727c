import { describe, expect, test } from "vitest";
import { methodsPage } from "./methods.mjs";
import { publicMethods } from "./vendor-methods.mjs";

const ran = { file: "acs/media.test.ts", groups: ["a prompt"], name: "is heard", status: "passed" };
const playOperation = "POST /calls/{call}:play";
const play = { api: "ACS", method: "CallMedia.play", operation: playOperation };
const keepAlive = { api: "Graph", operation: "POST calls/{call}/keepAlive", outcome: "served" };
const operations = ["POST calls/{call}/keepAlive"];
const graph = { ...ran, file: "graph/client.test.ts", meta: { seen: [keepAlive], operations } };
const saw = (...seen: readonly object[]) => ({ ...ran, meta: { seen } });
const page = (...tests: Parameters<typeof methodsPage>[1][number][]) =>
  methodsPage(["CallMedia.play"], [...tests, graph], (path) => path === "verbs/keep-alive.md");

describe("a method", () => {
  test("that a test was served by names the test", () => {
    const made = page(saw({ ...play, outcome: "served" }));
    expect(made.problems).toEqual([]);
    expect(made.page).toContain(
      `| CallMedia.play | \`${playOperation}\` | [a prompt > is heard](../acs/media.test.ts) |`,
    );
  });

  test("names the test that asks for the least beside it", () => {
    const narrow = { ...saw({ ...play, outcome: "served" }), name: "is about it" };
    const wide = saw({ ...play, outcome: "served" }, { ...play, method: "CallMedia.hold", outcome: "served" });
    expect(page(wide, narrow).page).toContain("[a prompt > is about it]");
  });

  test("that was answered 501 says why, unless another test was served", () => {
    const missing = saw({ ...play, outcome: "not simulated", reason: "there is no speech" });
    expect(page(missing).page).toContain("501: there is no speech");
    expect(page(missing, saw({ ...play, outcome: "served" })).page).not.toContain("501: there is no speech");
  });

  test("that makes no request says so, and whether the client refused", () => {
    const { operation: _, ...without } = play;
    expect(page(saw({ ...without, outcome: "served" })).page).toContain("needs no request");
    expect(page(saw({ ...without, outcome: "refused", reason: "no such host" })).page).toContain(
      "refused by the client itself: no such host",
    );
  });

  test("that no test asked for is a problem, and so is an operation of Graph", () => {
    const { problems } = methodsPage(["CallMedia.play"], [{ ...graph, meta: { operations } }], () => false);
    expect(problems).toEqual([
      "No test asks for CallMedia.play with the vendor's client.",
      "No test asks for POST calls/{call}/keepAlive with the vendor's client.",
    ]);
  });

  test("of which a test fails is a problem", () => {
    expect(page({ ...saw({ ...play, outcome: "served" }), status: "failed" }).problems).toEqual([
      'acs/media.test.ts: "is heard" fails.',
    ]);
  });
});

test("an operation names the verbs that make the request, with their pages", () => {
  const verbs = {
    "verbs of graph": [
      { verb: "keepAlive", method: "POST", path: "/v1.0/communications/calls/{id}/microsoft.graph.keepAlive" },
      { verb: "inspect", method: "GET", path: "/v1.0/communications/calls/{id}" },
    ],
    "verbs of acs": [{ verb: "play", method: "POST", path: "/calls/{id}:play" }],
  };
  const made = page(saw({ ...play, outcome: "served" }), { ...ran, meta: verbs }).page;
  expect(made).toMatch(/keepAlive` \| .* \| \[keepAlive\]\(verbs\/keep-alive\.md\) \|/);
  expect(made).toMatch(/:play` \| .* \| play +\|/);
  expect(made).not.toContain("inspect");
});

test("the public methods of a class are those that the vendor declares without `private`, each once", () => {
  const text = `export declare class CallMedia {
    private readonly client;
    constructor(id: string);
    play(sources: string[], to: string[]): Promise<void>;
    recognize(to: string): Promise<void>;
    recognize(to: string, tones: number): Promise<void>;
    private playInternal;
    private helper(): void;
  }
  export declare class Other { stop(): void; }`;
  expect(publicMethods(text, "CallMedia")).toEqual(["CallMedia.play", "CallMedia.recognize"]);
});
