import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { botNumber, type Provider } from "../kit/cast.js";
import { startStage } from "../kit/stage.js";

const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const level of ["warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line) => void printed.push(`${level} ${line}`));
});
afterEach(() => void vi.restoreAllMocks());

const anotherKey = "YW5vdGhlciBrZXkgdGhhbiB0aGUgcmVzb3VyY2UncyBvd24gb25l";

/** Credentials that the cloud does not accept, and the option that the error must name. */
const wrong: readonly (readonly [Provider, object, RegExp])[] = [
  ["acs", { accessKey: anotherKey }, /access key \(ACS_CONNECTION_STRING\)/],
  ["graph", { clientSecret: "another secret" }, /clientSecret \(GRAPH_CLIENT_SECRET\)/],
];

describe.each(wrong)("on %s a bot without a logger whose credentials are wrong", (provider, option, names) => {
  test.each([
    ["awaits", true],
    ["does not await", false],
  ])("prints the wrong option on the console when a caller rings, if it %s its answer", async (_, awaits) => {
    await using stage = await startStage(provider, {
      adapterFor: ({ acs }) => ({
        ...(provider === "acs"
          ? { endpoint: /endpoint=([^;]+)/.exec(acs.connectionString)?.[1], connectionString: undefined }
          : {}),
        ...option,
      }),
      calling: { logger: undefined },
    });
    stage.calling.on("incoming", async (call) => {
      const answering = call.answer();
      if (awaits) await answering;
    });
    stage.person("ada").dial(botNumber);
    await stage.advance(5_000);
    expect(printed[0]).toMatch(/^error trunkline: the provider does not accept this bot's credentials: /);
    expect(printed[0]).toMatch(names);
    expect(printed[0]).toMatch(/\(callRef=\S+, verb=answer\)$/);
    expect(printed.some((line) => line.includes("a handler threw"))).toBe(awaits);
    expect(printed.join()).not.toContain("another");
    expect(printed.join()).not.toContain(anotherKey);
  });
});
