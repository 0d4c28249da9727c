import { beforeEach, describe, expect, test } from "vitest";
import { manualClock } from "../engine/clock.js";
import { seededRandom } from "../engine/random.js";
import { settle } from "../simulator/settle.js";
import type { BotAnswer, Delivery } from "./delivery.js";
import { createFaults } from "./faults.js";
import { behindGate, createPostOffice, createResponseGate } from "./post-office.js";
import { createWireLog } from "./wire-log.js";

const clock = manualClock();
const log = createWireLog(clock);
const faults = createFaults(seededRandom(7));
const office = createPostOffice(clock, log, faults);
const arrived: string[] = [];
let status = 200;
const paths: string[] = [];
office.deliver = async (request) => {
  arrived.push(await request.text());
  paths.push(new URL(request.url).pathname);
  return new Response(null, { status });
};
const settled = (): Promise<void> => settle(office.inFlight);
clock.settleWith(settled);

const letter = (text: string, more: Partial<Delivery> = {}): Delivery => ({
  cloud: "acs",
  stream: "call",
  url: "http://bot.example.com/",
  title: text,
  tag: "ours",
  build: async () => ({ headers: {}, body: text }),
  ...more,
});
const retry = { delaysMs: [10_000, 30_000], withinMs: 60_000, again: (got: number | undefined) => got !== 200 };

beforeEach(() => {
  arrived.length = 0;
  paths.length = 0;
  status = 200;
  faults.clear();
  office.clear();
  log.clear();
});

test("what a request causes leaves after its response, and what comes later does not overtake it", async () => {
  const gate = createResponseGate();
  behindGate(gate, () => office.send(letter("caused")));
  office.send(letter("later"));
  office.send(letter("of another call", { stream: "other" }));
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(arrived).toEqual(["of another call"]);
  gate.open();
  await settled();
  expect(arrived).toEqual(["of another call", "caused", "later"]);
});

test("a bot that never answers gets what comes after all the same, in order", async () => {
  const unanswered = createPostOffice(clock, log, faults);
  unanswered.deliver = async (request) => {
    arrived.push(await request.text());
    return new Promise(() => {});
  };
  for (const text of ["a", "b", "c"]) unanswered.send(letter(text));
  await expect.poll(() => arrived, { timeout: 5000 }).toEqual(["a", "b", "c"]);
});

describe("a sender that tries again", () => {
  test("does so on its schedule, and stops when the bot takes it", async () => {
    status = 500;
    office.send(letter("a", { retry }));
    await clock.advance(10_000);
    status = 200;
    await clock.advance(60_000);
    expect(arrived).toEqual(["a", "a", "a"]);
    expect(log.entries().map((entry) => [entry.attempt, entry.status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 200],
    ]);
  });

  test("does not hold up what comes after", async () => {
    status = 500;
    office.send(letter("a", { retry }));
    office.send(letter("b"));
    await settled();
    expect(arrived).toEqual(["a", "b"]);
  });
});

describe("faults", () => {
  const send = async (...texts: string[]): Promise<void> => {
    for (const text of texts) office.send(letter(text));
    await settled();
  };

  test("delay: it comes later, others overtake it", async () => {
    faults.add({ effect: { kind: "delay", ms: 500 }, match: { title: "a" } });
    await send("a", "b");
    expect(arrived).toEqual(["b"]);
    await clock.advance(500);
    expect(arrived).toEqual(["b", "a"]);
  });

  test("drop: it never comes, and the log says so", async () => {
    faults.add({ effect: { kind: "drop" }, times: 1 });
    await send("a", "b");
    expect(arrived).toEqual(["b"]);
    expect(log.entries()[0]).toMatchObject({ outcome: "dropped", fault: "drop" });
  });

  test("drop with retry: the sender notices and sends it again", async () => {
    faults.add({ effect: { kind: "drop", retry: true }, times: 1 });
    office.send(letter("a", { retry }));
    office.send(letter("b"));
    await settled();
    expect(arrived).toEqual(["b"]);
    await clock.advance(10_000);
    expect(arrived).toEqual(["b", "a"]);
  });

  test("drop with retry comes again even from a sender that has no schedule", async () => {
    faults.add({ effect: { kind: "drop", retry: true }, times: 1 });
    await send("a");
    await clock.advance(5_000);
    expect(arrived).toEqual(["a"]);
  });

  test("duplicate: it comes again, now or later", async () => {
    faults.add({ effect: { kind: "duplicate", copies: 2 }, times: 1 });
    await send("a");
    expect(arrived).toEqual(["a", "a", "a"]);
    faults.add({ effect: { kind: "duplicate", afterMs: 900 }, times: 1 });
    await send("b");
    await clock.advance(900);
    expect(arrived.slice(3)).toEqual(["b", "b"]);
  });

  test("reorder: it changes places with the next, or leaves alone after a while", async () => {
    faults.add({ effect: { kind: "reorder" }, times: 1 });
    await send("a", "b", "c");
    expect(arrived).toEqual(["b", "a", "c"]);
    faults.add({ effect: { kind: "reorder", withinMs: 200 }, times: 1 });
    await send("d");
    expect(arrived).toHaveLength(3);
    await clock.advance(200);
    expect(arrived).toEqual(["b", "a", "c", "d"]);
  });

  test("corrupt: half of it comes", async () => {
    faults.add({ effect: { kind: "corrupt" } });
    await send("abcdef");
    expect(arrived).toEqual(["abc"]);
  });

  test("slow bot: its answer is late, what comes after does not wait for it", async () => {
    const answers: (number | undefined)[] = [];
    const settledWith = (answer: BotAnswer | undefined): void => void answers.push(answer?.status);
    faults.add({ effect: { kind: "slow-bot", ms: 700 }, times: 1 });
    office.send(letter("a", { settled: settledWith }));
    office.send(letter("b"));
    await settled();
    expect([arrived, answers]).toEqual([["a", "b"], []]);
    await clock.advance(700);
    expect(answers).toEqual([200]);
  });

  test("slow bot: after 30 s its answer no longer counts, and the sender tries again", async () => {
    faults.add({ effect: { kind: "slow-bot", ms: 30_000 }, times: 1 });
    office.send(letter("a", { retry }));
    await clock.advance(39_999);
    expect(arrived).toEqual(["a"]);
    await clock.advance(1);
    expect(arrived).toEqual(["a", "a"]);
  });

  test("batch: other events share its body, in each of the forms that bodies have", async () => {
    const before = [{ type: "CallStarted" }];
    const after = [{ type: "CallEnded" }];
    faults.add({ effect: { kind: "batch", before, after } });
    await send('[{"type":"IncomingCall"}]', '{"value":[{"changeType":"updated"}]}', '{"specversion":"1.0"}');
    expect(arrived.map((body) => JSON.parse(body))).toEqual([
      [{ type: "CallStarted" }, { type: "IncomingCall" }, { type: "CallEnded" }],
      { value: [{ type: "CallStarted" }, { changeType: "updated" }, { type: "CallEnded" }] },
      [{ type: "CallStarted" }, { specversion: "1.0" }, { type: "CallEnded" }],
    ]);
  });

  test.each([
    ["strips a prefix", "^/bot", "", "/calls/key.mac"],
    ["doubles a prefix", "^(/bot)", "$1$1", "/bot/bot/calls/key.mac"],
    ["adds a slash", "$", "/", "/bot/calls/key.mac/"],
    ["encodes a sign", "\\.", "%2E", "/bot/calls/key%2Emac"],
  ])("rewrite path: a proxy that %s", async (_, pattern, replacement, path) => {
    faults.add({ effect: { kind: "rewrite-path", pattern, replacement } });
    const url = "http://bot.example.com/bot/calls/key.mac?secret=s";
    status = 500;
    office.send(letter("a", { url, retry }));
    await clock.advance(10_000);
    expect(paths).toEqual([path, path]);
    expect(log.entries()[0]?.url).toContain(path);
  });

  test("may concern one path only", async () => {
    faults.add({ effect: { kind: "drop" }, match: { path: "/calls/1" } });
    office.send(letter("a", { url: "http://bot.example.com/calls/1" }));
    office.send(letter("b", { url: "http://bot.example.com/calls/2" }));
    await settled();
    expect(arrived).toEqual(["b"]);
  });

  test("dead bot: nothing arrives until it is back, then what is tried again", async () => {
    const fault = faults.add({ effect: { kind: "dead-bot" } });
    office.send(letter("a", { retry }));
    await clock.advance(10_000);
    expect(arrived).toEqual([]);
    faults.remove(fault.id);
    await clock.advance(30_000);
    expect(arrived).toEqual(["a"]);
  });

  test("by chance: the same seed gives the same run", async () => {
    const run = (): boolean[] => {
      const dice = createFaults(seededRandom(3));
      dice.add({ effect: { kind: "drop" }, probability: 0.5 });
      return Array.from({ length: 20 }, () => dice.strike({ cloud: "acs" }, ["drop"]).length > 0);
    };
    expect(run()).toEqual(run());
    expect(new Set(run())).toEqual(new Set([true, false]));
  });
});
