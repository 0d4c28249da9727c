import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CallingError } from "@trunkline/core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callingFromConfig, loadAdapter } from "./calling-from-config.js";
import { configFromEnvironment } from "./config-from-environment.js";

const url = "https://bot.example.com/calls";

/** A sound adapter as a package without types and dependencies may make it. `create` checks its options, as `defineAdapter` does. */
const line = (contract: number) => `
export const trunklineAdapter = {
  fromEnvironment: (env) => ({ token: env.ACME_TOKEN, from: "environment" }),
  create(options) {
    if (!options.token) throw new Error("acme(options): token: is missing (ACME_TOKEN)");
    return {
      contract: ${contract}, name: "acme", client: options, verbs: {}, limits: {}, observations: {},
      webhook: { claims: () => true, verify: async () => ({ role: "callback" }), parse: () => ({ signals: [] }) },
      mapError: (error) => error, endReason: () => ({ kind: "unknown" }),
    };
  },
};`;

const files: Readonly<Record<string, string>> = {
  "node_modules/@acme/line/index.js": line(2),
  "node_modules/@acme/old/index.js": line(1),
  "node_modules/@acme/empty/index.js": "export const adapter = {};",
  "node_modules/@acme/half/index.js": "export const trunklineAdapter = { options: {} };",
  "node_modules/@acme/unready/index.js": "export const trunklineAdapter = { create: () => ({}) };",
  "node_modules/@acme/broken/index.js": "import 'a-package-that-is-not-there';",
  "line.js": line(2),
  "package.json": `{ "type": "module" }`,
};

let home = "";

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "trunkline-packages-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), text);
    const manifest = { name: path.split("/").slice(1, 3).join("/"), type: "module", exports: "./index.js" };
    if (path.startsWith("node_modules"))
      await writeFile(join(home, dirname(path), "package.json"), JSON.stringify(manifest));
  }
  vi.spyOn(process, "cwd").mockReturnValue(home);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await rm(home, { recursive: true });
});

test.each(["@acme/line", "./line.js"])("TRUNKLINE_PROVIDER=%s chooses somebody else's adapter", async (provider) => {
  const env = { TRUNKLINE_PROVIDER: provider, TRUNKLINE_URL: url, ACME_TOKEN: "'t'" };
  await using calling = await callingFromConfig(configFromEnvironment(env));
  expect(calling.adapter).toMatchObject({ name: "acme", client: { token: "t", from: "environment" } });
});

test("options that are given go before the environment", async () => {
  const environment = { ACME_TOKEN: "t" };
  await using calling = await callingFromConfig({ provider: "@acme/line", url, environment, options: { token: "u" } });
  expect(calling.adapter.client).toEqual({ token: "u" });
});

test("a missing variable is named by the package", async () => {
  const config = configFromEnvironment({ TRUNKLINE_PROVIDER: "@acme/line", TRUNKLINE_URL: url });
  await expect(callingFromConfig(config)).rejects.toThrow("ACME_TOKEN");
});

test.each([
  ["@acme/absent", /there is no such package/],
  ["@acme/empty", /that package has no trunklineAdapter$/],
  ["@acme/half", /that package has no trunklineAdapter.fromEnvironment and no trunklineAdapter.create$/],
  ["@acme/unready", /that package has no trunklineAdapter.fromEnvironment$/],
  ["@acme/broken", /cannot be loaded: .*a-package-that-is-not-there/],
  ["@acme/old", /its adapter is not of contract 2/],
  ["./absent.js", /cannot be loaded: .*absent\.js/],
] as const)("%s is refused, and one error says what is wrong with it", async (provider, message) => {
  const loading = loadAdapter(provider, { environment: { ACME_TOKEN: "t" } });
  const error: unknown = await loading.catch((thrown: unknown) => thrown);
  if (!CallingError.is(error)) throw new Error("it was no CallingError", { cause: error });
  expect(error).toMatchObject({ code: "invalid-request", hint: expect.any(String) });
  expect(error.message.replace(`. ${error.hint}`, "")).toMatch(message);
  expect(error.message).toContain(provider);
});

test("a package without options and without an environment says where they go", async () => {
  await expect(callingFromConfig({ provider: "@acme/line", url })).rejects.toThrow(
    "callingFromConfig({ options: { … } })",
  );
});
