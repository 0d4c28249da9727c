import { expect, test } from "vitest";
import { phone } from "../party/phone.js";
import { connectedWorld } from "../testing/loopback.fixture.js";

const sip = { code: 486, message: "Busy Here" };
const q850 = { code: 17, message: "User busy" };
const bob = phone("+14255550142");

test("what the provider says beside its figures is in the reason of the end", async () => {
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

test("who picked up is known although there is no result, and is in no error", async () => {
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

test("a transfer yields who has whom now, where the provider tells", async () => {
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
