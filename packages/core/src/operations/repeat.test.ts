import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { failover } from "../adapter/composite.js";
import type { Verb } from "../adapter/verb.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import { manualClock, wait } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import { connectedOnA } from "../testing/instances.fixture.js";
import { Loopback, loopbackAdapter, url } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";

const prompt = { url: "https://cdn.example/a.wav" };
/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;
const noAnswer = () => new Promise<never>(() => {});
const lost = () => {
  throw new CallingError("unavailable", "the connection broke");
};
const throttled = () => {
  throw new CallingError("throttled", "slow down", { retryable: true });
};

/** The adapter with another rule about repeating one of its verbs. */
function repeating(name: VerbName, repeat: NonNullable<Verb["repeat"]>) {
  return (adapter: Adapter): Adapter => ({
    ...adapter,
    verbs: { ...adapter.verbs, [name]: { ...adapter.verbs[name], repeat } },
  });
}

test("a lost answer is asked for again while the provider remembers the request", async () => {
  const { call, wire, clock } = await connectedOnA({ adapted: repeating("play", { safeForMs: 300 }) });
  wire.next("play", lost);
  const playing = call.play(prompt);
  await clock.advance(250);
  await playing.accepted;
  expect(wire.count("play")).toBe(2);
});

test("an answer that is lost later than that is outcome-unknown, and the request is not sent again", async () => {
  const { call, wire, clock } = await connectedOnA({ adapted: repeating("play", { safeForMs: 300 }) });
  wire.next("play", () => wait(clock, 51).then(lost));
  const playing = call.play(prompt).catch((error: unknown) => error);
  await clock.advance(10_000);
  expect(await playing).toMatchObject({ code: "outcome-unknown", cause: { code: "unavailable" } });
  expect(wire.count("play")).toBe(1);
});

test("a refusal that may be repeated is not, once the provider may have forgotten an earlier request", async () => {
  const { call, wire, clock } = await connectedOnA({ adapted: repeating("play", { safeForMs: 300 }) });
  wire.next("play", lost);
  wire.next("play", throttled);
  const playing = call.play(prompt).catch((error: unknown) => error);
  await clock.advance(10_000);
  expect(await playing).toMatchObject({ code: "outcome-unknown", cause: { code: "throttled" } });
  expect(wire.count("play")).toBe(2);
});

test("a call that one member may have dialed before it throttled is not dialed by another", async () => {
  const [first, second] = [new Loopback(), new Loopback()];
  const clock = manualClock();
  const members = { first: repeating("create", "safe")(loopbackAdapter(first)), second: loopbackAdapter(second) };
  const calling = createCalling({ adapter: failover(members), url, clock });
  first.next("create", lost);
  for (let times = 0; times < 3; times++) first.next("create", throttled);
  const creating = calling.create({ to: "+14255550123" }).catch((error: unknown) => error);
  await clock.advance(10_000);
  expect(await creating).toMatchObject({ code: "outcome-unknown" });
  expect([first.count("create"), second.count("create")]).toEqual([4, 0]);
});

test.each([
  ["sends it again while the provider remembers it", 60_000, 2, []],
  ["does not send it again later, and its outcome is unknown", 20_000, 1, ["outcome-unknown"]],
])("an instance that takes over a request in doubt %s", async (_, safeForMs, sent, failures) => {
  const { a, b, call, wire, clock } = await connectedOnA({ adapted: repeating("play", { safeForMs }) });
  const failed: string[] = [];
  b.calling.on("operation-failed", ({ error }) => void failed.push(error.code));
  wire.next("play", noAnswer);
  call.play(prompt).catch(() => {});
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(new Set(wire.sent.filter(({ verb }) => verb === "play").map(({ context }) => context.operationId)).size).toBe(
    1,
  );
  expect(wire.count("play")).toBe(sent);
  expect(failed).toEqual(failures);
});

test("an instance that has taken over a request in doubt does not send it once more when the provider may have forgotten the first", async () => {
  const { a, b, call, wire, clock } = await connectedOnA({ adapted: repeating("play", { safeForMs: 35_000 }) });
  const failed: string[] = [];
  b.calling.on("operation-failed", ({ error }) => void failed.push(error.code));
  wire.next("play", noAnswer);
  wire.next("play", () => {
    throw new CallingError("throttled", "slow down", { retryable: true, retryAfterMs: 10_000 });
  });
  call.play(prompt).catch(() => {});
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs + 10_000);
  expect(wire.count("play")).toBe(2);
  expect(failed).toEqual(["outcome-unknown"]);
});
