import { expect, test } from "vitest";
import { world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import type { E164 } from "../words/party.js";

const to = "+14255550123";
const from = "+14255550100";

test("a created call is handed out at acceptance and connects when the provider says so", async () => {
  const { calling, wire, tell, events } = world();
  const call = await calling.create({ to, from });
  expect(call).toMatchObject({
    direction: "outgoing",
    provider: "loopback",
    providerCallId: "p1",
    to: { kind: "phone", number: to },
  });
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected" });
  await call.connected;
  expect((await call.snapshot()).state).toBe("connected");
  expect(events).toContain("call-connected");
});

test("an event that overtakes the response of its own request finds its call", {
  tags: "events/overtaking",
}, async () => {
  const { calling, wire, tell } = world();
  wire.next("create", async () => {
    await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected", providerCallId: "early" });
    return { providerCallId: "early" };
  });
  const call = await calling.create({ to, from });
  await call.connected;
  expect(call.providerCallId).toBe("early");
});

test("a call that is over before the response of its own request is handed out all the same", async () => {
  const { calling, wire, tell, events } = world();
  wire.next("create", async () => {
    const { context } = wire.last("create");
    await tell(context.callbackUrl, {
      kind: "state",
      id: "ended",
      state: "disconnected",
      providerCallId: "early",
      result: { code: 486, subcode: 0, message: "" },
    });
    expect(context.signal.aborted).toBe(false);
    return { providerCallId: "early" };
  });
  const call = await calling.create({ to, from });
  expect(await call.ended).toMatchObject({ kind: "busy" });
  expect(events).not.toContain("operation-failed");
});

test("a callback whose address was not made by this bot is refused", async () => {
  const { calling, wire, tell } = world();
  await calling.create({ to, from });
  const address = wire.last("create").context.callbackUrl;
  const forged = `${address.slice(0, -4)}AAAA`;
  expect((await tell(forged, { kind: "state", state: "connected" })).status).toBe(404);
});

test("a callback that names another call than its address is refused", async () => {
  const { calling, wire, tell } = world();
  const call = await calling.create({ to, from });
  wire.next("inspect", () => ({ found: { state: "connecting" } }));
  const response = await tell(wire.last("create").context.callbackUrl, {
    kind: "state",
    state: "disconnected",
    providerCallId: "somebody-else",
  });
  expect(response.status).toBe(403);
  expect((await call.snapshot()).state).toBe("connecting");
});

test("a callback that spells the call's id differently is about the same call", async () => {
  const { calling, wire, tell } = world();
  wire.next("create", () => ({ providerCallId: "2e1a0b00-2db4-4022-9570-243709c565ab" }));
  const call = await calling.create({ to, from });
  const state = { kind: "state", state: "connected", providerCallId: "2E1A0B002DB440229570243709C565AB" } as const;
  expect((await tell(wire.last("create").context.callbackUrl, state)).ok).toBe(true);
  await call.connected;
});

test("late, repeated and reordered states never move a call back, and it ends once", {
  tags: "state/forward-only",
}, async () => {
  const { calling, wire, tell, events } = world();
  const call = await calling.create({ to, from });
  const address = wire.last("create").context.callbackUrl;
  await tell(address, { kind: "state", state: "connected" });
  await tell(address, { kind: "state", state: "ringing" });
  await tell(address, {
    kind: "state",
    id: "ended",
    state: "disconnected",
    result: { code: 0, subcode: 0, message: "" },
  });
  await tell(address, {
    kind: "state",
    id: "ended",
    state: "disconnected",
    result: { code: 486, subcode: 0, message: "" },
  });
  await tell(address, { kind: "state", id: "other", state: "connected" });
  expect(await call.ended).toMatchObject({ kind: "remote-hung-up" });
  expect(events.filter((event) => event.startsWith("call-ended"))).toEqual(["call-ended:remote-hung-up"]);
  expect(events).not.toContain("call-changed");
});

test("a call that ends before it is connected rejects `connected` with call-ended", async () => {
  const { calling, wire, tell } = world();
  const call = await calling.create({ to, from });
  await tell(wire.last("create").context.callbackUrl, {
    kind: "state",
    state: "disconnected",
    result: { code: 486, subcode: 0, message: "Busy Here" },
  });
  await expect(call.connected).rejects.toMatchObject({ code: "call-ended" });
  expect(await call.ended).toMatchObject({ kind: "busy", code: 486 });
});

test("a call that rings longer than it may take to be set up stays ringing where the provider only says that it exists, and is asked about again", async () => {
  const { calling, wire, clock, tell, events } = world({ limits: { setUpMs: 60_000 } });
  for (let times = 0; times < 2; times++) wire.next("inspect", () => ({ found: { state: "alive" } }));
  const call = await calling.create({ to: "+14255550123" });
  const { callbackUrl } = wire.last("create").context;
  await tell(callbackUrl, { kind: "state", state: "ringing" });
  await clock.advance(60_000);
  expect(wire.count("inspect")).toBe(1);
  expect((await call.snapshot()).state).toBe("ringing");
  await clock.advance(5 * 60_000);
  expect(wire.count("inspect")).toBe(2);
  expect(events).toEqual(["operation-completed", "call-changed"]);
  await tell(callbackUrl, { kind: "state", state: "connected" });
  expect(events).toEqual(["operation-completed", "call-changed", "call-connected"]);
});

test("a refused create leaves nothing behind", async () => {
  const { calling, wire, events } = world();
  wire.next("create", () => {
    throw new CallingError("forbidden", "no");
  });
  await expect(calling.create({ to, from })).rejects.toMatchObject({ code: "forbidden" });
  const refs: string[] = [];
  for await (const ref of calling.list()) refs.push(ref);
  expect(refs).toEqual([]);
  expect(events).toEqual([]);
});

test("a create whose answer was lost is outcome-unknown, is not sent again, and events of its call are still delivered", async () => {
  const { calling, wire, tell, events } = world();
  wire.next("create", () => {
    throw new CallingError("timeout", "no answer");
  });
  const error = await calling.create({ to, from }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "outcome-unknown" });
  expect(wire.count("create")).toBe(1);
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected", providerCallId: "it-rang" });
  expect(events).toContain("call-connected");
});

test("a throttled request is sent again after the time the provider names", async () => {
  const { calling, wire, clock } = world();
  wire.next("create", () => {
    throw new CallingError("throttled", "slow down", { retryAfterMs: 2000, retryable: true });
  });
  const creating = calling.create({ to, from });
  await clock.advance(1999);
  expect(wire.count("create")).toBe(1);
  await clock.advance(1);
  await creating;
  expect(wire.count("create")).toBe(2);
});

test("a provider may ask for a longer pause than ours, not for a shorter one", async () => {
  const { calling, wire, clock } = world();
  for (const retryAfterMs of [0, -5000, 10]) {
    wire.next("create", () => {
      throw new CallingError("throttled", "slow down", { retryAfterMs, retryable: true });
    });
  }
  const creating = calling.create({ to, from });
  for (const [pause, tries] of [
    [250, 1],
    [500, 2],
    [1000, 3],
  ] as const) {
    await clock.advance(pause - 1);
    expect(wire.count("create")).toBe(tries);
    await clock.advance(1);
  }
  await creating;
  expect(wire.count("create")).toBe(4);
});

test("leaving the scope of a call hangs it up", async () => {
  const { calling, wire, tell } = world();
  wire.next("hangUp", () => {
    queueMicrotask(() => void tell(wire.last("create").context.callbackUrl, { kind: "state", state: "disconnected" }));
    return {};
  });
  {
    await using call = await calling.create({ to, from });
    expect(call.direction).toBe("outgoing");
  }
  expect(wire.count("hangUp")).toBe(1);
});

test("what is not E.164 is refused before any request", async () => {
  const { calling, wire } = world();
  await expect(calling.create({ to: "+0123" as never })).rejects.toMatchObject({
    code: "invalid-request",
    message: expect.stringContaining("E.164"),
  });
  expect(wire.sent).toEqual([]);
});

test("a group call of more or fewer parties than the provider takes is refused before any request", async () => {
  const { calling, wire } = world({ limits: { groupTargets: { min: 3, max: 4 } } });
  const parties = (count: number) => Array.from({ length: count }, (): E164 => to);
  for (const count of [2, 5]) {
    await expect(calling.create({ to: parties(count), from })).rejects.toMatchObject({
      code: "invalid-request",
      message: expect.stringContaining(`${count} parties; a new group call of loopback takes 3 to 4`),
    });
  }
  expect(wire.sent).toEqual([]);
  await calling.create({ to: parties(4), from });
  await calling.create({ to, from });
  expect(wire.count("create")).toBe(2);
});

test("one request that names two calls is refused as a whole", async () => {
  const { calling, wire, tell } = world();
  wire.next("create", () => ({}));
  const call = await calling.create({ to, from });
  const response = await tell(
    wire.last("create").context.callbackUrl,
    { kind: "state", state: "ringing", providerCallId: "one" },
    { kind: "state", state: "connected", providerCallId: "another" },
  );
  expect(response.status).toBe(403);
  expect((await call.snapshot()).state).toBe("connecting");
});
