import { describe, expect, test } from "vitest";
import { providers } from "../kit/cast.js";
import { leavesTrace, pinAndMenu, pinAndMenuTrace } from "../kit/same-trace.js";
import { onTheLine, type StageOptions, startStage } from "../kit/stage.js";

const rewritten = (pattern: string, replacement: string): StageOptions => ({
  delivery: "http",
  faults: [{ effect: { kind: "rewrite-path", pattern, replacement } }],
});

/** How proxies rewrite `/calls` and `/calls/{key}.{mac}`. */
const proxies: readonly (readonly [string, StageOptions])[] = [
  ["strips the prefix", rewritten("^/calls", "")],
  ["adds a prefix", rewritten("^", "/api/v1")],
  ["has another prefix", rewritten("^/calls", "/hooks/bot")],
  ["doubles the prefix", rewritten("^", "/calls")],
  ["writes the prefix in capitals", rewritten("^/calls", "/CALLS")],
  ["adds a slash", rewritten("$", "/")],
  ["doubles the slashes", rewritten("/", "//")],
  ["encodes the dot", rewritten("\\.", "%2e")],
  ["encodes the dot twice", rewritten("\\.", "%252E")],
  ["encodes the slash between prefix and key", rewritten("^/calls/", "/calls%2F")],
  [
    "drops the query of the url",
    {
      calling: { url: "https://bot.example.com/calls?of=us" },
      registration: { webhookUrl: "https://bot.example.com/calls?of=us" },
      tamper: ({ url }) => ({ url: url.split("?")[0] ?? url }),
    },
  ],
  ["adds a query", { tamper: ({ url }) => ({ url: `${url}?x=1` }) }],
];

describe.each(providers)(
  "on %s a complete call works behind a proxy that",
  { tags: "endpoint/proxies" },
  (provider) => {
    for (const [what, options] of proxies) test(what, leavesTrace(provider, pinAndMenu, pinAndMenuTrace, options));
  },
);

/** Rewritings after which an address no longer identifies its call. */
const lossy: readonly (readonly [string, StageOptions])[] = [
  ["cuts the last part of the path", rewritten("/[^/]+\\.[^/]+$", "")],
  ["adds a suffix", rewritten("(\\.[^/]+)$", "$1/hook")],
  ["replaces the MAC", rewritten("\\.[^/]+$", ".AAAAAAAAAAAAAAAAAAAAAA")],
];

describe.each(providers)("on %s, behind a proxy that", (provider) => {
  test.each(lossy)(
    "%s, events are refused, a log line names both paths, and the call is inspected",
    { tags: "endpoint/proxies" },
    async (_, options) => {
      const lines: { readonly message: string; readonly fields: object }[] = [];
      const note = (fields: object, message: string) => void lines.push({ message, fields });
      const logger = { debug: () => {}, info: () => {}, warn: note, error: note };
      await using stage = await startStage(provider, { ...options, calling: { logger } });
      const call = await onTheLine(stage);
      stage.person("ada").hangUp();
      await stage.when(call.ended, 10_000);
      expect(new Set(stage.answers)).toEqual(new Set([404]));
      const [line] = lines.filter(({ message }) => message === "a callback was refused");
      expect(line?.fields).toMatchObject({
        status: 404,
        reason: expect.stringMatching(/came to \/calls.*\{key\}\.\{mac\}/),
      });
    },
  );
});

test("an event of an incoming Graph call at another address is kept, and makes the bot inspect the call", async () => {
  const lines: { readonly message: string; readonly fields: object }[] = [];
  const warn = (fields: object, message: string) => void lines.push({ message, fields });
  const logger = { debug: () => {}, info: () => {}, warn, error: warn };
  await using stage = await startStage("graph", { ...rewritten("/[^/]+\\.[^/]+$", ""), calling: { logger } });
  stage.calling.on("incoming", (incoming) => void incoming.answer());
  const ada = stage.person("ada");
  ada.dial("+14255550100");
  await stage.advance(2_000);
  const [connected] = stage.record.of("call-connected");
  ada.press("1");
  ada.hangUp();
  await stage.advance(5_000);
  expect(await connected?.call.ended).toMatchObject({ kind: expect.stringMatching(/remote-hung-up|unknown/) });
  expect(new Set(stage.answers)).toEqual(new Set([202]));
  const misdirected = lines.filter(({ message }) => message === "an event arrived at an address other than its call's");
  expect(misdirected[0]?.fields).toMatchObject({
    path: "/calls",
    expected: expect.stringMatching(/^\/calls\/[0-9a-f-]{36}/),
  });
});
