import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld, url, world } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";

/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;

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
    /^error trunkline: a handler threw: TypeError: … is not known, at .*console-line\.test\.ts.*\. Fix the handler\. .*\(callRef=loopback:\S+\)$/,
  );
  expect(printed[1]).toMatch(/^warn trunkline: nobody decided about an incoming call\. .*onUnhandled=reject\)$/);
  expect(printed.join()).not.toMatch(/\n|5550123/);
});

test("a handler of `error` is told instead, and what no event tells is printed all the same", async () => {
  const { calling, ring } = world(loud);
  const told: unknown[] = [];
  calling.on("error", ({ error }) => void told.push(error));
  calling.on("incoming", crash);
  await ring();
  await calling.handle(stranger());
  expect(told).toEqual([expect.any(TypeError)]);
  expect(printed).toEqual([expect.stringContaining("nobody decided"), expect.stringContaining("was refused")]);
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

test("`logger: false` is silence", async () => {
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

test("takeovers, losses and outages of the store are printed, and what is as it should be is not", async () => {
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
