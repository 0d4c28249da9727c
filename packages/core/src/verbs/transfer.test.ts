import { expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld } from "../testing/loopback.fixture.js";

const [agent, other] = ["+14255550142", "+14255550143"] as const;

test("one transfer at a time: another one is a conflict, also to the same target, and other work does not stand in its way", async () => {
  const { call, wire, finish } = await connectedWorld();
  await call.play({ url: "https://cdn.example/a.wav" }).accepted;
  const first = call.transfer(agent);
  await first.accepted;
  for (const to of [agent, other])
    await expect(call.transfer(to)).rejects.toMatchObject({
      ...{ code: "conflict", verb: "transfer", hint: "Await it first." },
    });
  await finish("transfer");
  expect(await first).toMatchObject({ warnings: [] });
  expect(wire.count("transfer")).toBe(1);
});

test("a transfer whose instance died is joined by asking for the same again; another target is a conflict", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  const begun = call.transfer(agent);
  begun.catch(() => {});
  await begun.accepted;
  call.play({ url: "https://cdn.example/a.wav" }).catch(() => {});
  await clock.advance(0);
  a.cut(true);
  await clock.advance(45_000);
  const taken = await b.calling.get(call.ref);
  await expect(taken.transfer(other)).rejects.toMatchObject({ code: "conflict" });
  const joined = taken.transfer(agent);
  await clock.advance(0);
  const { operationId } = wire.last("transfer").context;
  await b.tell(address, { kind: "operation", verb: "transfer", operationId, outcome: "completed" });
  expect(await joined).toMatchObject({ warnings: [] });
  expect([joined.id, wire.count("transfer")]).toEqual([begun.id, 1]);
});
