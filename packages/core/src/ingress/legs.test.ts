import { describe, expect, test } from "vitest";
import { Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";

/** A provider whose transfers dial on another leg. */
async function connected(reportsAt: "call" | "webhook" = "call") {
  const wire = new Loopback();
  const adapter = loopbackAdapter(wire);
  const transfer = { run: async () => ({}), ...adapter.verbs.transfer, makesLegs: true };
  const webhook = { ...adapter.webhook, reportsAt };
  const there = world({ adapter: { ...adapter, webhook, verbs: { ...adapter.verbs, transfer } } });
  const call = await there.calling.create({ to: "+14255550123" });
  const address = reportsAt === "call" ? wire.last("create").context.callbackUrl : url;
  const tell = async (...signals: readonly TestSignal[]) => (await there.tell(address, ...signals)).status;
  await tell({ kind: "state", state: "connected", providerCallId: "p1" });
  return { ...there, wire, call, tell };
}

const ended: TestSignal = { kind: "state", id: "ended", state: "disconnected" };

describe("an event of another leg at the call's address", () => {
  test("is refused where no verb makes legs, and the call goes on", async () => {
    const { tell, call } = await connected();
    expect(await tell({ ...ended, leg: "leg-2" })).toBe(403);
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("is taken in while a verb makes legs, and after that, and its end and its keys are not the call's", async () => {
    const { tell, call, events, wire } = await connected();
    const transferring = call.transfer("+14255550199");
    transferring.catch(() => {});
    await transferring.accepted;
    expect(await tell({ kind: "state", state: "ringing", leg: "leg-2" })).toBe(202);
    const { operationId } = wire.last("transfer").context;
    const result = { code: 486, subcode: 0, message: "" };
    const failed = {
      kind: "operation",
      verb: "transfer",
      outcome: "failed",
      operationId,
      leg: "leg-2",
      result,
    } as const;
    expect(await tell(failed)).toBe(202);
    await expect(transferring).rejects.toMatchObject({ code: "operation-failed", reason: { kind: "busy" } });
    expect(await tell({ kind: "dtmf", tone: "1", leg: "leg-2" }, { ...ended, leg: "leg-2" })).toBe(202);
    expect(await tell({ ...ended, leg: "leg-3" })).toBe(403);
    expect((await call.snapshot()).state).toBe("connected");
    expect(events).not.toContain("dtmf-received:1");
    await tell(ended);
    expect((await call.snapshot()).state).toBe("disconnected");
  });

  test("is taken in where the answer named the leg", async () => {
    const { tell, call, wire } = await connected();
    wire.next("transfer", () => ({ legs: ["leg-2"], done: true }));
    await call.transfer("+14255550199");
    expect(await tell({ ...ended, leg: "leg-2" })).toBe(202);
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("that names the call's own id is about the call", async () => {
    const { tell, call } = await connected();
    expect(await tell({ ...ended, leg: "P1" })).toBe(202);
    expect((await call.snapshot()).state).toBe("disconnected");
  });

  test("completes the transfer that made the leg", async () => {
    const { tell, call, wire } = await connected();
    const transferring = call.transfer("+14255550199");
    await transferring.accepted;
    const { operationId } = wire.last("transfer").context;
    await tell({ kind: "operation", verb: "transfer", outcome: "completed", operationId, leg: "leg-2" });
    expect(await transferring).toMatchObject({ warnings: [] });
  });
});

test("an event of another leg at the registered webhook finds the call by the leg's id, and its end is not the call's", async () => {
  const { tell, call, wire, calling } = await connected("webhook");
  wire.next("transfer", () => ({ legs: ["leg-2"], done: true }));
  await call.transfer("+14255550199");
  expect(await tell({ ...ended, providerCallId: "leg-2" })).toBe(202);
  expect((await call.snapshot()).state).toBe("connected");
  expect(await tell({ ...ended, providerCallId: "p1" })).toBe(202);
  expect((await call.snapshot()).state).toBe("disconnected");
  await calling.close();
});
