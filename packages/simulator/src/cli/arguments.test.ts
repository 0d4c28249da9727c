import { expect, test } from "vitest";
import { botsOf, readArguments } from "./arguments.js";

test("without options there are ports that stay the same, and no bot", () => {
  expect(readArguments([])).toMatchObject({ port: 4010, "https-port": 4011, bot: [], seed: 1, help: false });
});

test("one address serves both clouds, each with a number of its own; a prefix picks one", () => {
  const both = botsOf(readArguments(["--bot", "http://localhost:3000/calls"]));
  expect(both.map((bot) => [bot.cloud, bot.number])).toEqual([
    ["acs", "+14255550100"],
    ["graph", "+14255550110"],
  ]);
  const one = botsOf(readArguments(["--bot", "graph=http://localhost:3000/", "--number", "+49301234567"]));
  expect(one).toMatchObject([{ cloud: "graph", webhookUrl: "http://localhost:3000/", number: "+49301234577" }]);
});

test("a wrong option is named", () => {
  expect(() => readArguments(["--port", "many"])).toThrow("--port must be a number");
  expect(() => readArguments(["--bot", "localhost"])).toThrow("--bot must be an http or https address");
  expect(() => readArguments(["--prot", "1"])).toThrow("--prot");
});
