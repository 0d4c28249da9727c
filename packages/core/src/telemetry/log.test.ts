import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld, url, world } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";
import type { Logger } from "./log.js";

/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;

test("pino takes the lines as they are", async () => {
  const lines: string[] = [];
  const logger = pino({ level: "debug", base: null, timestamp: false }, { write: (line) => void lines.push(line) });
  const { call, hangUpRemotely } = await connectedWorld({ logger });
  await hangUpRemotely();
  expect(lines.map((line) => JSON.parse(line))).toContainEqual({
    level: 20,
    callRef: call.ref,
    event: "call-ended",
    source: "event",
    attempt: 1,
    reason: "remote-hung-up",
    msg: "an event",
  });
});

test("the console is a logger too, and one that takes the message first needs a line a level", () => {
  const plain: Logger = console;
  const winston = { info: (message: string, fields: object) => ({ message, fields }) };
  const turned: Pick<Logger, "info"> = { info: (fields, message) => winston.info(message, fields) };
  expect([typeof plain.info, typeof turned.info]).toEqual(["function", "function"]);
});

test("a call that is taken over is a line on either side", async () => {
  const [here, there] = [memoryLogger(), memoryLogger()];
  const { a, call, clock } = await connectedOnA({ a: { logger: here.logger }, b: { logger: there.logger } });
  a.cut(true);
  await clock.advance(takeoverMs);
  a.cut(false);
  await clock.advance(takeoverMs);
  expect(there.said("a call was taken over")).toEqual([{ callRef: call.ref, state: "connected" }]);
  expect(here.said("another instance has taken over a call")).toEqual([{ callRef: call.ref }]);
});

test("a call that is handed over is news and no warning: nothing is wrong with the instance that closed", async () => {
  const { logger, lines, said } = memoryLogger();
  const { a, call, clock } = await connectedOnA({ b: { logger } });
  await a.calling.close();
  await clock.advance(0);
  expect(said("a call was handed over by an instance that closed")).toEqual([
    { callRef: call.ref, state: "connected" },
  ]);
  expect(lines.filter(({ level }) => level === "warn")).toEqual([]);
});

test("an outage of the store is one line when it begins and one when it is over", async () => {
  const { logger, said } = memoryLogger();
  const { a, clock } = await connectedOnA({ a: { logger } });
  a.cut(true);
  await clock.advance(60_000);
  a.cut(false);
  await clock.advance(20_000);
  expect(said("the store does not answer")).toMatchObject([{ error: { type: "store-unavailable" } }]);
  expect(said("the store answers again")).toMatchObject([{ awayMs: 50_500 }]);
});

test("a refusal is logged once a minute for each status, with how many there were since", async () => {
  const { logger, said } = memoryLogger();
  const { calling, clock } = world({ logger });
  const stranger = () => calling.handle(new Request(url, { method: "POST", headers: { "x-loopback": "wrong" } }));
  for (let count = 0; count < 50; count++) await stranger();
  const headers = { "x-loopback": "secret" };
  await calling.handle(new Request(url, { method: "POST", headers, body: '[{"kind":"unread"}]' }));
  await clock.advance(60_000);
  await stranger();
  expect(said("a callback was refused")).toEqual([
    { provider: "loopback", status: 401, reason: "wrong secret", more: 0 },
    { provider: "loopback", status: 400, reason: "a signal of no kind", more: 0 },
    { provider: "loopback", status: 401, reason: "wrong secret", more: 49 },
  ]);
});

test("refusals at a call's own address have a line of their own, which strangers' do not crowd out", async () => {
  const { logger, said } = memoryLogger();
  const { calling, wire, call } = await connectedWorld({ logger });
  const wrong = { method: "POST", headers: { "x-loopback": "wrong" } };
  await calling.handle(new Request(url, wrong));
  await calling.handle(new Request(wire.last("create").context.callbackUrl, wrong));
  expect(said("a callback was refused")).toEqual([
    { provider: "loopback", status: 401, reason: "wrong secret", more: 0 },
    { provider: "loopback", callRef: call.ref, status: 401, reason: "wrong secret", more: 0 },
  ]);
});

test("a handler that throws is a line with the error's kind, its words without figures, and where it was thrown", async () => {
  const { logger, said } = memoryLogger();
  const { calling, ring } = world({ logger });
  calling.on("incoming", (call) => {
    throw new TypeError(`${call.from.kind} 5550123 is not known`);
  });
  await ring();
  expect(said("a handler threw")).toMatchObject([
    { error: { type: "TypeError", message: "phone … is not known", stack: expect.stringContaining("log.test.ts") } },
  ]);
  expect(JSON.stringify(said("a handler threw"))).not.toContain("5550123");
});

test("a handler of `error` that throws is a line and ends there", async () => {
  const { logger, said } = memoryLogger();
  const { calling, ring } = world({ logger });
  calling.on("error", () => {
    throw new RangeError("again");
  });
  calling.on("incoming", () => {
    throw new TypeError("first");
  });
  await ring();
  expect(said("a handler threw")).toMatchObject([{ error: { type: "TypeError" } }, { error: { type: "RangeError" } }]);
});

test("an event that the provider did not report is a warning", async () => {
  const { logger, said } = memoryLogger();
  const { call, wire, clock } = await connectedWorld({ logger });
  const transfer = call.transfer("+14255550142");
  await transfer.accepted;
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  await clock.advance(6 * 60_000);
  await expect(transfer).rejects.toMatchObject({ code: "timeout" });
  const { operationId } = wire.last("transfer").context;
  expect(said("the end of an operation was not reported")).toEqual([
    { callRef: call.ref, verb: "transfer", operation: operationId, code: "timeout" },
  ]);
  expect(said("the provider had to be asked")).toEqual([{ callRef: call.ref, event: "call-ended" }]);
});

test("a call that no handler decides about is a warning", async () => {
  const { logger, said } = memoryLogger();
  const { calling, ring, clock } = world({ logger });
  calling.on("incoming", () => {});
  await ring();
  await clock.advance(20_000);
  expect(said("no handler decided about an incoming call")).toMatchObject([{ onUnhandled: "reject" }]);
});

test("closing says how many calls are given back", async () => {
  const { logger, said } = memoryLogger();
  const { calling } = await connectedWorld({ logger });
  await calling.close({ drainMs: 0 });
  expect([said("closing"), said("closed")]).toEqual([[{ calls: 1, drainMs: 0 }], [{ calls: 1 }]]);
});

test("a logger that throws has no effect on calls", async () => {
  const fail = () => {
    throw new Error("no disk");
  };
  const logger = { debug: fail, info: fail, warn: fail, error: fail };
  const { events, hangUpRemotely } = await connectedWorld({ logger });
  await hangUpRemotely();
  expect(events).toEqual(["operation-completed", "call-connected", "call-ended:remote-hung-up"]);
});

/** Everything that was printed, a line each: how loudly, and what. */
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const level of ["debug", "info", "log", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void printed.push(`${level} ${words.join(" ")}`));
});
afterEach(() => void vi.restoreAllMocks());

const stranger = () => new Request(url, { method: "POST", headers: { "x-loopback": "wrong" } });
const crash = () => {
  throw new TypeError("5550123\nis not known");
};
const loud = { logger: undefined };

test("without a logger a handler that throws is one line: what, where, what to do, which call, and no numbers", async () => {
  const { calling, ring } = world(loud);
  calling.on("incoming", crash);
  await ring();
  expect(printed).toHaveLength(2);
  expect(printed[0]).toMatch(
    /^error trunkline: a handler threw: TypeError: … is not known, at .*log\.test\.ts.*\. Fix the handler\. .*\(callRef=loopback:\S+\)$/,
  );
  expect(printed[1]).toMatch(/^warn trunkline: no handler decided about an incoming call\. .*onUnhandled=reject\)$/);
  expect(printed.join()).not.toMatch(/\n|5550123/);
});

test("with a handler for `error`, errors go to it, and lines without an event are still printed", async () => {
  const { calling, ring } = world(loud);
  const raised: unknown[] = [];
  calling.on("error", ({ error }) => void raised.push(error));
  calling.on("incoming", crash);
  await ring();
  await calling.handle(stranger());
  expect(raised).toEqual([expect.any(TypeError)]);
  expect(printed).toEqual([expect.stringContaining("no handler decided"), expect.stringContaining("was refused")]);
});

test("a handler of `error` that throws itself is printed", async () => {
  const { calling, ring } = world(loud);
  calling.on("error", () => {
    throw new RangeError("again");
  });
  calling.on("incoming", crash);
  await ring();
  expect(printed).toContainEqual(expect.stringContaining("error trunkline: a handler threw: RangeError: again"));
});

test("with a logger nothing is printed, and a handler of `error` takes nothing away from the logger", async () => {
  const { logger, said } = memoryLogger();
  const { calling, ring } = world({ logger });
  calling.on("error", () => {});
  calling.on("incoming", crash);
  await ring();
  expect(said("a handler threw")).toHaveLength(1);
  expect(printed).toEqual([]);
});

test("`logger: false` logs nothing", async () => {
  const { calling, ring } = world({ logger: false });
  calling.on("incoming", crash);
  await ring();
  await calling.handle(stranger());
  expect(printed).toEqual([]);
});

test("refused callbacks are one line a minute for each status, and what a stranger writes stays on it", async () => {
  const { calling, clock, wire } = world(loud);
  for (let count = 0; count < 50; count++) await calling.handle(stranger());
  await clock.advance(60_000);
  await calling.handle(stranger());
  expect(printed).toEqual([
    expect.stringMatching(
      /^warn trunkline: a callback was refused: wrong secret\. .*provider=loopback, status=401, more=0\)$/,
    ),
    expect.stringContaining("more=49"),
  ]);
  expect(wire.sent).toEqual([]);
});

test("credentials that the provider does not accept are an error that names the option, whether or not answer() is awaited", async () => {
  const { calling, ring, wire } = world(loud);
  const refuse = () => {
    throw new CallingError("unauthenticated", "the signature was refused", {
      hint: "Check the access key (ACS_CONNECTION_STRING).",
    });
  };
  wire.next("answer", refuse);
  calling.on("incoming", (call) => void call.answer());
  await ring();
  expect(printed).toEqual([
    expect.stringMatching(
      /^error trunkline: the provider does not accept this bot's credentials: unauthenticated: .*Check the access key \(ACS_CONNECTION_STRING\)\. Correct the option .*\(callRef=\S+, verb=answer\)$/,
    ),
  ]);
});

test("an answer that fails otherwise is an error too; one whose caller hung up is not", async () => {
  const { calling, ring, wire, tell } = world(loud);
  wire.next("answer", () => {
    throw new CallingError("forbidden", "a permission is missing");
  });
  wire.next("answer", () => {
    throw new CallingError("call-ended", "the caller hung up");
  });
  calling.on("incoming", (call) => void call.answer());
  await ring();
  await ring();
  await tell(url);
  expect(printed).toEqual([
    expect.stringContaining("a decision about an incoming call failed: forbidden: a permission"),
  ]);
});

test("a hang-up of ours that fails is printed: the line is still open", async () => {
  const { press, calling, wire } = await connectedWorld(loud);
  wire.next("hangUp", () => {
    throw new CallingError("forbidden", "not yours");
  });
  calling.on("dtmf-received", crash);
  await press("1");
  expect(printed).toEqual([
    expect.stringContaining("a handler threw: TypeError"),
    expect.stringContaining("work in the background failed: forbidden: not yours"),
  ]);
});

test("takeovers, losses and outages of the store are printed, and normal operation is not", async () => {
  const { a, clock } = await connectedOnA({ a: loud, b: loud });
  a.cut(true);
  await clock.advance(takeoverMs);
  a.cut(false);
  await clock.advance(takeoverMs);
  const said = printed.map((line) => line.replace(/^(\w+ trunkline: [^:.]+).*$/, "$1"));
  expect(said).toEqual([
    "warn trunkline: the store does not answer",
    "warn trunkline: a call was taken over",
    "warn trunkline: another instance has taken over a call",
  ]);
});

test("a call that goes well prints nothing", async () => {
  const { hangUpRemotely, press } = await connectedWorld(loud);
  await press("12");
  await hangUpRemotely();
  expect(printed).toEqual([]);
});
