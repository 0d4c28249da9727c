import { expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld } from "../testing/loopback.fixture.js";

const prompt = { url: "https://cdn.example/a.wav" };
const inThreeSeconds = () => ({ done: { inMs: 3000 } });
/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;

/** Whether the work is over. */
function watched(work: Promise<unknown>): () => boolean {
  let over = false;
  const end = () => {
    over = true;
  };
  work.then(end, end);
  return () => over;
}

test("an operation completes when the time is up that its provider gave, and not before", async () => {
  const { call, wire, clock } = await connectedWorld();
  wire.next("play", inThreeSeconds);
  const playing = call.play(prompt);
  const over = watched(playing);
  await clock.advance(2999);
  expect(over()).toBe(false);
  await clock.advance(1);
  expect(await playing).toEqual({ endedBy: "completed", warnings: [] });
});

test("an operation whose instance dies completes on the next one", async () => {
  const { a, b, call, clock, wire } = await connectedOnA();
  const completed: string[] = [];
  b.calling.on("operation-completed", ({ operation }) => void completed.push(operation));
  wire.next("transfer", () => ({ done: { inMs: takeoverMs + 20_000 } }));
  const transfer = call.transfer("+14255550142");
  transfer.catch(() => {});
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(completed).toEqual([]);
  await clock.advance(21_000);
  expect(completed).toEqual([transfer.id]);
});

test("an operation that takes longer than the bot waits fails at the bot's deadline", async () => {
  const { call, wire, clock } = await connectedWorld();
  wire.next("play", inThreeSeconds);
  const playing = call.play(prompt, { timeoutMs: 1000 }).catch((error: unknown) => error);
  await clock.advance(1000);
  expect(await playing).toMatchObject({ code: "timeout" });
});

test("a prompt without an end plays until it is stopped, and is over at once then", async () => {
  const { call, wire, clock, settle } = await connectedWorld();
  wire.next("play", () => ({ done: { inMs: Number.POSITIVE_INFINITY } }));
  const music = call.play(prompt, { loop: true });
  const over = watched(music);
  await clock.advance(60 * 60_000);
  expect(over()).toBe(false);
  await call.cancelMedia();
  await settle();
  expect(over()).toBe(true);
  expect(await music).toMatchObject({ endedBy: "canceled" });
});

test("the next prompt begins when the time of the first is up", async () => {
  const { call, wire, clock, settle } = await connectedWorld();
  wire.next("play", inThreeSeconds);
  void call.play(prompt);
  void call.play(prompt);
  await settle();
  expect(wire.count("play")).toBe(1);
  await clock.advance(3000);
  expect(wire.count("play")).toBe(2);
});
