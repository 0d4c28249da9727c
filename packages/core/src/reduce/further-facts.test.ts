import { expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";

const sip = { code: 486, message: "Busy Here" };
const q850 = { code: 17, message: "User busy" };
const bob = phone("+14255550142");

test("what the provider says besides its codes is in the end reason", async () => {
  const { call, tell } = await connectedWorld();
  const result = { code: 7, subcode: 8, message: "m", terminationReason: "Word", sip, q850 };
  await tell({ kind: "state", id: "ended", state: "disconnected", result, answeredBy: bob });
  expect(await call.ended).toEqual({ kind: "unknown", ...result, answeredBy: bob });
});

test("it is there too when the end is our own doing", async () => {
  const { call, tell, settle } = await connectedWorld();
  const leaving = call.hangUp();
  await settle();
  await tell({ kind: "state", id: "ended", state: "disconnected", result: { code: 7, subcode: 8, message: "m", sip } });
  await leaving;
  expect(await call.ended).toEqual({ kind: "hung-up", code: 7, subcode: 8, message: "m", sip });
});

test("the party that picked up is known even without a result, and is in no error", async () => {
  const { call, tell } = await connectedWorld();
  await tell({ kind: "state", id: "ended", state: "disconnected", answeredBy: bob });
  expect(await call.ended).toMatchObject({ answeredBy: bob });
  const error = await call.play({ url: "https://cdn.example/a.wav" }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "call-ended", reason: { code: 0 } });
  expect(error).not.toHaveProperty("reason.answeredBy");
});

test("a prompt that could not be played is named by the error, where it is thrown and in the event", async () => {
  const { call, calling, wire, tell, settle } = await connectedWorld();
  const failed: unknown[] = [];
  calling.on("operation-failed", ({ error }) => void failed.push(error.failedPrompt));
  const playing = call.play([{ url: "https://cdn.example/a.wav" }, { url: "https://cdn.example/b.wav" }]);
  await settle();
  const { operationId } = wire.last("play").context;
  const result = { code: 400, subcode: 8535, message: "m", failedPrompt: 1 };
  await tell({
    kind: "operation",
    id: `operation:${operationId}`,
    verb: "play",
    operationId,
    outcome: "failed",
    result,
  });
  await expect(playing).rejects.toMatchObject({ code: "operation-failed", providerCode: "8535", failedPrompt: 1 });
  expect(failed).toEqual([1]);
});

test("a transfer yields its parties where the provider reports them", async () => {
  const { call, wire, tell, settle } = await connectedWorld();
  const transferring = call.transfer(bob);
  await settle();
  const { operationId } = wire.last("transfer").context;
  const parties = { to: bob, transferee: phone("+14255550123") };
  await tell({
    kind: "operation",
    id: `operation:${operationId}`,
    verb: "transfer",
    operationId,
    outcome: "completed",
    parties,
  });
  expect(await transferring).toEqual({ warnings: [], ...parties });
});

test("a prompt that could not be played is named by the error elsewhere, and in the event that the next instance delivers again", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  a.calling.on("operation-failed", () => new Promise(() => {}));
  const failures: unknown[] = [];
  b.calling.on("operation-failed", ({ error, attempt }) => void failures.push([attempt, error.failedPrompt]));
  const playing = (await b.calling.get(call.ref)).play({ url: "https://cdn.example/a.wav" });
  playing.catch(() => {});
  await clock.advance(0);
  const { operationId } = wire.last("play").context;
  const result = { code: 400, subcode: 8535, message: "m", failedPrompt: 0 };
  await a.tell(address, { kind: "operation", verb: "play", operationId, outcome: "failed", result });
  await clock.advance(200);
  await expect(playing).rejects.toMatchObject({ code: "operation-failed", providerCode: "8535", failedPrompt: 0 });
  a.cut(true);
  await clock.advance(45_000);
  expect(failures).toEqual([[2, 0]]);
});

test.each([
  ["goes on", false],
  ["ends with it", true],
])("a transfer asked for elsewhere yields who has whom, where the call %s", async (_what, ends) => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  const transferring = (await b.calling.get(call.ref)).transfer(bob);
  await clock.advance(0);
  const { operationId } = wire.last("transfer").context;
  const parties = { to: bob, transferee: phone("+14255550123") };
  await a.tell(
    address,
    { kind: "operation", verb: "transfer", operationId, outcome: "completed", parties },
    ...(ends ? ([{ kind: "state", id: "ended", state: "disconnected" }] as const) : []),
  );
  await clock.advance(300);
  expect(await transferring).toEqual({ warnings: [], ...parties });
});

test("the outcome of a command is written when the store is back", async () => {
  const { a, b, call, clock, wire } = await connectedOnA();
  wire.next("play", () => {
    a.cut(true);
    throw new CallingError("forbidden", "not allowed");
  });
  const playing = (await b.calling.get(call.ref)).play({ url: "https://cdn.example/a.wav" });
  playing.catch(() => {});
  await clock.advance(5000);
  a.cut(false);
  await clock.advance(5000);
  await expect(playing).rejects.toMatchObject({ code: "forbidden" });
});
