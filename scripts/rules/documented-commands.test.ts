import { describe, expect, test } from "vitest";
import { documentedCommands } from "./documented-commands.mjs";
import { Project } from "./project.mjs";

const find = (command: string) =>
  documentedCommands.find(
    new Project({
      "README.md": `Try it:\n\n\`\`\`sh\n${command}\n\`\`\`\n`,
      "package.json": JSON.stringify({
        scripts: { start: "node a", test: "node b", check: "node c" },
        devDependencies: { vitest: "4", typescript: "7", "@changesets/cli": "2" },
      }),
      "packages/simulator/package.json": JSON.stringify({ name: "s", bin: { "trunkline-simulator": "./cli.js" } }),
      "docs/examples/ivr.mjs": "",
      ".ci/run": "",
    }),
  );

describe("documented commands", () => {
  test.each([
    ["npm run lint", 'script "lint" in package.json'],
    ["npm startt", 'script "startt" in package.json'],
    ["$ PORT=1 npm run dev # quick", 'script "dev" in package.json'],
    ["npx trunklin", 'tool "trunklin"'],
    ["node docs/examples/none.mjs", "file docs/examples/none.mjs"],
    ["./scripts/none.sh", "file ./scripts/none.sh"],
    ["npm test && npm run none", 'script "none" in package.json'],
  ])("%s does not exist", (command, missing) => {
    const [violation] = find(command);
    expect(violation?.path).toBe("README.md");
    expect(violation?.message).toContain(`there is no ${missing}.`);
  });

  test.each([
    "npm start",
    "TRUNKLINE_PROVIDER=acs npm start -- --port 1",
    "npm run check",
    "npm install @trunkline/core",
    "npx vitest run packages/core",
    "npx tsc -p packages/core",
    "npx changeset",
    "npx trunkline-simulator --port 1",
    "node docs/examples/ivr.mjs",
    ".ci/run",
    "git clone https://example.com/x.git && cd x",
    "# a comment",
  ])("%s exists", (command) => {
    expect(find(command)).toEqual([]);
  });

  test("only shell blocks are commands", () => {
    const files = { "README.md": "`npm run none`\n\n```ts\nnpm run none\n```\n", "package.json": "{}" };
    expect(documentedCommands.find(new Project(files))).toEqual([]);
  });
});
