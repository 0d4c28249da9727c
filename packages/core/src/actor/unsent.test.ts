import { expect, test } from "vitest";
import type { AnyAdapter } from "../adapter/composite.js";
import type { CallEvent } from "../interface/call.js";
import { connectedOnA, twoInstances } from "../testing/instances.fixture.js";
import { type Loopback, url } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";

/** What an instance dies over: the request has left, or not, and no answer comes back. */
const noAnswer = () => new Promise<never>(() => {});
const prompt = { url: "https://cdn.example/a.wav" };
/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;

type Recovered = CallEvent<"call-recovered", AnyAdapter, unknown>;

const incoming = {
  kind: "incoming",
  id: "incoming",
  answerWithinMs: 120_000,
  from: { kind: "phone", number: "+14255550123" },
  to: { kind: "phone", number: "+14255550100" },
} as const;

/** The ids of the operations that a verb was sent for, each once. */
function operationsOf({ sent }: Loopback, name: string): readonly string[] {
  return [...new Set(sent.filter(({ verb }) => verb === name).map(({ context }) => context.operationId))];
}

test("an answer in doubt is sent again under its id, and the call goes on where it was answered", async () => {
  const { a, b, clock, wire } = twoInstances();
  a.calling.on("incoming", async (incoming) => void (await incoming.answer({ data: { step: "pin" } })));
  wire.next("answer", noAnswer);
  await a.tell(url, { ...incoming, providerCallId: "p" });
  const recovered: unknown[] = [];
  b.calling.on("call-recovered", async ({ call, data }) => {
    await call.connected;
    recovered.push(data);
  });
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(wire.count("answer")).toBeGreaterThan(1);
  expect(operationsOf(wire, "answer")).toHaveLength(1);
  await b.tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  expect(recovered).toEqual([{ step: "pin" }]);
});

test("an answer that had arrived before its instance died is awaited by the next one, and does not fail because it cannot be repeated", async () => {
  const { a, b, clock, wire } = twoInstances();
  a.calling.on("incoming", async (incoming) => void (await incoming.answer()));
  wire.next("answer", noAnswer);
  wire.next("answer", () => {
    throw new CallingError("conflict", "it is answered");
  });
  await a.tell(url, { ...incoming, providerCallId: "p" });
  const failed: unknown[] = [];
  b.calling.on("operation-failed", ({ error }) => void failed.push(error));
  a.cut(true);
  await clock.advance(takeoverMs);
  await b.tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  expect(wire.count("answer")).toBe(2);
  expect(failed).toEqual([]);
});

test("a redirect in doubt that cannot be repeated leaves the decision to the bot again", async () => {
  const { a, b, clock, wire } = twoInstances();
  a.calling.on("incoming", async (call) => void (await call.redirect("+14255550142")));
  const attempts: number[] = [];
  b.calling.on("incoming", async (call) => {
    attempts.push(call.attempt);
    await call.redirect("+14255550142");
  });
  wire.next("redirect", noAnswer);
  await a.tell(url, { ...incoming, providerCallId: "p" });
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(attempts).toEqual([2]);
  expect(operationsOf(wire, "redirect")).toHaveLength(2);
});

test("a hang-up in doubt is sent again, and another hang-up of the bot waits for it", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  wire.next("hangUp", noAnswer);
  call.hangUp().catch(() => {});
  const ended: string[] = [];
  b.calling.on("call-recovered", async ({ call }) => {
    await call.hangUp();
    ended.push("hung up");
  });
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(wire.count("hangUp")).toBeGreaterThan(1);
  expect(operationsOf(wire, "hangUp")).toHaveLength(1);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  expect(ended).toEqual(["hung up"]);
});

test("an accepted transfer is not repeated: the bot's next one for the same target waits for it", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  call.transfer("+14255550142").catch(() => {});
  await clock.advance(0);
  const outcomes: unknown[] = [];
  b.calling.on("call-recovered", async ({ call }) => {
    const other = call.transfer("+14255550177").catch((error: { code: string }) => error.code);
    outcomes.push(await other);
    outcomes.push(await call.transfer("+14255550142"));
  });
  a.cut(true);
  await clock.advance(takeoverMs);
  const { operationId } = wire.last("transfer").context;
  await b.tell(address, { kind: "operation", verb: "transfer", operationId, outcome: "completed" });
  expect(outcomes).toEqual(["conflict", { warnings: [] }]);
  expect(wire.count("transfer")).toBe(1);
});

test("a transfer in doubt that cannot be repeated ends as unknown, and blocks nothing", async () => {
  const { a, b, call, clock, wire } = await connectedOnA();
  wire.next("transfer", noAnswer);
  call.transfer("+14255550142").catch(() => {});
  await clock.advance(0);
  const failed: string[] = [];
  b.calling.on("operation-failed", ({ verb, error }) => void failed.push(`${verb}: ${error.code}`));
  b.calling.on("call-recovered", ({ call }) => void call.transfer("+14255550142"));
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(failed).toEqual(["transfer: outcome-unknown"]);
  expect(wire.count("transfer")).toBe(2);
});

test("a prompt in doubt is played again when the bot joins the collection", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  const options = { prompt, max: 1, key: "pin", firstToneMs: 5000 };
  wire.next("play", noAnswer);
  call.collectDtmf(options).catch(() => {});
  await clock.advance(0);
  const collected: unknown[] = [];
  b.calling.on("call-recovered", async ({ call }: Recovered) => void collected.push(await call.collectDtmf(options)));
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(wire.count("play")).toBe(2);
  const { operationId } = wire.last("play").context;
  await b.tell(address, { kind: "operation", verb: "play", operationId, outcome: "completed" });
  await b.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "7" });
  expect(collected).toEqual([{ tones: "7", endedBy: "max" }]);
});

test("a prompt that plays on without its instance is stopped before anything else is played", async () => {
  const { a, b, call, clock, wire } = await connectedOnA();
  call.play(prompt).catch(() => {});
  await clock.advance(0);
  b.calling.on("call-recovered", ({ call }) => void call.play({ url: "https://cdn.example/b.wav" }));
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(wire.sent.map(({ verb }) => verb).filter((verb) => verb === "play" || verb === "cancelMedia")).toEqual([
    "play",
    "cancelMedia",
    "play",
  ]);
});

test("keys that were pressed in time while no instance had the call are not cut off by a timer that ran out meanwhile", {
  tags: "instances/keys-between",
}, async () => {
  const { a, b, call, clock, address } = await connectedOnA();
  call.collectDtmf({ max: 3, key: "pin", firstToneMs: 60_000, interToneMs: 20_000 }).catch(() => {});
  await clock.advance(0);
  const tone = (sequence: number) => ({ kind: "dtmf", id: `tone:${sequence}`, sequence, tone: "1" }) as const;
  await a.tell(address, tone(1));
  const collected: unknown[] = [];
  b.calling.on(
    "call-recovered",
    async ({ call }) => void collected.push(await call.collectDtmf({ max: 3, key: "pin" })),
  );
  a.cut(true);
  await clock.advance(2000);
  await b.tell(address, tone(2));
  await clock.advance(takeoverMs);
  await b.tell(address, tone(3));
  expect(collected).toEqual([{ tones: "111", endedBy: "max" }]);
});
