import { describe, expect, test } from "vitest";
import type { Limits } from "../../adapter/capabilities.js";
import { fieldOf, readDone } from "../../operations/call-verb.js";
import { knownCall } from "../../testing/turn.fixture.js";
import { phone } from "../../words/to-party.js";
import { readCollectOptions, readCollectResult } from "../collect/collect-options.js";
import { hangUp } from "../hang-up.js";
import { play } from "./play.js";
import { sendDtmf } from "./send-dtmf.js";

const [bob, carol] = ["+14255550142", "+14255550143"].map((number) => phone(number as "+1"));
const number = "+14255550142";
const call = knownCall();
const invalid = (message: string, more: object = {}) =>
  expect.objectContaining({ code: "invalid-request", message: expect.stringContaining(message), ...more });

describe("prompts", () => {
  const url = "https://cdn.example/a.wav";
  const input = (given: unknown, options?: object, limits?: Limits) =>
    play.read(knownCall(limits), given as never, options).input;

  test("are one or several, for all or for some", () => {
    expect(input({ url })).toStrictEqual({ prompts: [{ url }], loop: false });
    expect(input([{ text: "a" }, { ssml: "<a/>" }], { loop: true, to: number })).toEqual({
      ...{ prompts: [{ text: "a" }, { ssml: "<a/>" }], loop: true, to: [bob] },
    });
    expect(input({ url: "http://cdn.example/a", volume: 1 }, { to: [bob, carol] })).toMatchObject({ to: [bob, carol] });
  });

  test("are at least one, and may be more than one request of the provider takes", () => {
    const many = (count: number) => () => input(Array(count).fill({ url }), {}, { prompts: 2 });
    expect(many(2)).not.toThrow();
    const about = { verb: "play", provider: "loopback" };
    expect(many(3)).not.toThrow();
    expect(many(0)).toThrow(invalid("play: 0 prompts", { ...about, hint: "Give one or several." }));
    expect(() => input(Array(1000).fill({ url }))).not.toThrow();
  });

  test.each([
    ["a text", "is not an object"],
    [null, "is not an object"],
    [{}, "has neither url nor text nor ssml"],
    [{ file: "a" }, "has neither url nor text nor ssml"],
    [{ url, text: "a" }, "has url and text, and can have one of them"],
    [{ text: "" }, "has an empty text"],
    [{ ssml: 7 }, "has an empty ssml"],
    [{ url: "ftp://cdn.example/a" }, "has a url that is no http or https address"],
    [{ url: "a.wav" }, "has a url that is no http or https address"],
    [{ url: "xhttps://a" }, "has a url that is no http or https address"],
  ])("are not %j", (prompt, what) => {
    const hint = 'Give { url: "https://…" }, { text: "…" } or { ssml: "…" }.';
    expect(() => input([{ text: "first" }, prompt])).toThrow(invalid(`play: prompt 2 ${what}`, { hint }));
  });
});

describe("keys to collect", () => {
  test("end at a number or at a key, and have times of their own", () => {
    const times = { firstToneMs: 5000, interToneMs: 3000, bargeIn: true, secret: false };
    expect(readCollectOptions({ max: 1 })).toStrictEqual({ ...times, stopOn: [], max: 1 });
    expect(readCollectOptions({ stopOn: "#*", key: "pin", secret: true, bargeIn: false })).toStrictEqual({
      ...{ ...times, stopOn: ["#", "*"], key: "pin", secret: true, bargeIn: false },
    });
  });

  test.each([
    [{}, "it would never end", "Give `max`, `stopOn` or both."],
    [{ max: 0 }, "max is 0", "Give a whole number from 1 on."],
    [{ max: 1.5 }, "max is 1.5", "Give a whole number from 1 on."],
    [{ stopOn: "#x" }, 'stopOn: "x" at position 2 is not a tone', "Use 0–9 * # A–D."],
  ])("are not %j", (options, what, hint) => {
    expect(() => readCollectOptions(options)).toThrow(invalid(`collectDtmf: ${what}`, { verb: "collectDtmf", hint }));
  });

  test.each(["firstToneMs", "interToneMs"])("have no negative %s", (name) => {
    expect(() => readCollectOptions({ max: 1, [name]: -1 })).toThrow(
      invalid(`collectDtmf: ${name}`, { verb: "collectDtmf" }),
    );
  });

  test("are read back as they were written", () => {
    for (const endedBy of ["max", "stop-tone", "no-input", "inter-tone-timeout", "canceled", "call-ended"])
      expect(readCollectResult({ tones: "12", endedBy })).toEqual({ tones: "12", endedBy });
    for (const value of [
      undefined,
      null,
      {},
      { tones: "1" },
      { tones: 1, endedBy: "max" },
      { tones: "1", endedBy: "bored" },
      { tones: "", endedBy: ["max"] },
    ])
      expect(() => readCollectResult(value)).toThrow(
        expect.objectContaining({ code: "operation-failed", verb: "collectDtmf" }),
      );
  });
});

describe("tones to send", () => {
  const read = (dial: string, options?: object, limits?: Limits, change?: object) =>
    sendDtmf.read(knownCall(limits, change), dial, options).input;

  test("go to the other side, or to whom the bot names, in parts that the provider takes", () => {
    expect(read("12")).toStrictEqual({ parts: [{ tones: ["1", "2"] }], to: call.record.to });
    expect(read("123", { to: number, gapMs: 0 }, { sendDtmfTones: 2 })).toStrictEqual({
      ...{ parts: [{ tones: ["1", "2"] }, { tones: ["3"] }], to: bob, gapMs: 0 },
    });
    expect(read("1", {}, {}, { group: true })).not.toHaveProperty("to");
    expect(() => read("1", { gapMs: -1 })).toThrow(
      invalid("sendDtmf: gapMs", { verb: "sendDtmf", provider: "loopback" }),
    );
  });

  test("are refused before any were sent, by their first part", () => {
    const seen: unknown[] = [];
    const refuse = ({ tones }: { tones: readonly unknown[] }) => {
      seen.push(tones);
      return tones.length > 1 ? { code: "invalid-request", message: "too many" } : undefined;
    };
    const { adapter, ...rest } = knownCall({ sendDtmfTones: 3 });
    const verbs = { ...adapter.verbs, sendDtmf: { ...adapter.verbs.sendDtmf, refuse } } as typeof adapter.verbs;
    const strict = { ...rest, adapter: { ...adapter, verbs } };
    expect(() => sendDtmf.check(strict, sendDtmf.read(strict, "12"))).toThrow(
      invalid("sendDtmf: too many", { sent: "" }),
    );
    expect(() => sendDtmf.check(strict, sendDtmf.read(strict, "1"))).not.toThrow();
    expect(() => sendDtmf.check(strict, sendDtmf.read(strict, "w12"))).toThrow(invalid("sendDtmf: too many"));
    expect(() => sendDtmf.check(strict, sendDtmf.read(strict, "w"))).not.toThrow();
    expect(seen).toEqual([["1", "2"], ["1"], ["1", "2"], []]);
  });
});

test("what another instance wrote is read leniently", () => {
  expect(readDone({ warnings: ["a", 7] })).toEqual({ warnings: ["a", "7"] });
  for (const value of [null, "text", 7, {}, { warnings: "a" }]) expect(readDone(value)).toEqual({ warnings: [] });
  expect([fieldOf("text", "length"), fieldOf(null, "a"), fieldOf({ a: 1 }, "a"), fieldOf({}, "toString")]).toEqual([
    ...[undefined, undefined, 1, undefined],
  ]);
  expect(play.readResult({ endedBy: "canceled" })).toEqual({ warnings: [], endedBy: "canceled" });
  expect(play.readResult({ endedBy: "other" })).toEqual({ warnings: [], endedBy: "completed" });
  expect([sendDtmf.readResult({ sent: "12" }), sendDtmf.readResult(null)]).toEqual([
    { warnings: [], sent: "12" },
    { warnings: [], sent: "" },
  ]);
  expect(hangUp.readResult({ warnings: ["w"] })).toEqual({ warnings: ["w"] });
});
