import { describe, expect, test } from "vitest";
import type { Addressed } from "../record/record-codec.js";
import { connectedWorld, type TestSignal, url, world } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { turnOf } from "../testing/turn.fixture.js";
import { heldUnder } from "./lost-events.js";

const ended: TestSignal = { kind: "state", id: "ended", state: "disconnected" };
const connected: TestSignal = { kind: "state", state: "connected" };
const secret = "0123456789abcdef0123456789abcdef";

describe("an event that is of no call", () => {
  test("is refused with 404, and a line names the path that it came to and what paths of calls look like", {
    tags: "endpoint/no-silence",
  }, async () => {
    const { logger, said } = memoryLogger();
    const { tell } = world({ logger });
    const response = await tell(`${url}/somewhere`, { ...ended, providerCallId: "p9" });
    expect(response.status).toBe(404);
    const [line] = said("a callback was refused");
    expect(line).toMatchObject({ status: 404 });
    expect(JSON.stringify(line)).toContain("/calls/somewhere");
    expect(JSON.stringify(line)).toContain("/calls/{key}.{mac}");
  });

  test("shows no MAC in that line, though its path has one that is nearly good", async () => {
    const { logger, lines } = memoryLogger();
    const { tell, address } = await connectedWorldWithAddress({ logger });
    const { pathname } = new URL(address);
    const mac = pathname.split(".")[1] ?? "";
    for (const path of [`${pathname};v=1`, `${pathname}/more`, pathname.replace(".", "%2e%2e")])
      expect((await tell(`https://bot.example${path}`, { ...ended, providerCallId: "p9" })).status).toBe(404);
    expect(JSON.stringify(lines)).not.toContain(mac);
  });

  test("costs the others in its request nothing, and is named in a line", async () => {
    const { logger, said } = memoryLogger();
    const { tell, events } = world({ logger });
    const incoming: TestSignal = { kind: "incoming", id: "incoming", providerCallId: "in-1", from: caller, to: called };
    const lost = [
      { ...ended, providerCallId: "p9" },
      { ...connected, providerCallId: "p9" },
    ];
    expect((await tell(`${url}/elsewhere`, ...lost, incoming)).status).toBe(202);
    expect(events[0]).toBe("incoming");
    // One line a minute.
    expect((await tell(`${url}/elsewhere`, ...lost, { ...incoming, providerCallId: "in-2" })).status).toBe(202);
    expect(said("an event arrived at an address other than its call's")).toEqual([
      {
        provider: "loopback",
        events: "state, state",
        path: "/calls/elsewhere",
        expected: "/calls/{key}.{mac}",
        more: 0,
      },
    ]);
  });
});

const caller = { kind: "phone", number: "+14255550123" } as const;
const called = { kind: "phone", number: "+14255550100" } as const;

async function connectedWorldWithAddress(options: Parameters<typeof world>[0]) {
  const there = world(options);
  const call = await there.calling.create({ to: "+14255550123" });
  const address = there.wire.last("create").context.callbackUrl;
  await there.tell(address, connected);
  return { ...there, call, address };
}

test("what no adapter knows may come ahead of the incoming call of the same name, and does not cost it", async () => {
  const { tell, ring, events } = world();
  await tell(url, { kind: "unrecognized", id: "u", type: "created something", providerCallId: "in-1" });
  await ring("in-1");
  expect(events.slice(0, 2)).toEqual(["unrecognized", "incoming"]);
});

describe("an event of a call that there is no record of", () => {
  test("after a restart in memory with the same secret is acknowledged, and a line says what it means", {
    tags: "endpoint/no-silence",
  }, async () => {
    const before = await connectedWorldWithAddress({ secret });
    const { logger, said } = memoryLogger();
    const after = world({ secret, logger, clock: before.clock });
    expect((await after.tell(before.address, ended)).status).toBe(202);
    expect((await after.tell(before.address, { kind: "unrecognized", id: "u", type: "x" })).status).toBe(202);
    const [line, ...others] = said("an event of an unknown call");
    expect(line).toMatchObject({
      callRef: before.call.ref,
      events: "state",
      reason: expect.stringMatching(/memory of a process that has ended/),
      more: 0,
    });
    // One a minute, so that a crowd of them does not flood the log; the next one says how many there were.
    expect(others).toEqual([]);
    await after.clock.advance(60_000);
    await after.tell(before.address, { kind: "state", state: "connected" });
    expect(said("an event of an unknown call")[1]).toMatchObject({ more: 1 });
  });

  test("in another store is logged as lost there, or long over", async () => {
    const { store, clock, wire, calling, tell } = world({ secret, keepEndedMs: 1_000 });
    const call = await calling.create({ to: "+14255550123" });
    const address = wire.last("create").context.callbackUrl;
    await tell(address, ended);
    await clock.advance(2_000);
    await calling.close();
    const { logger, said } = memoryLogger();
    const { inProcess: _, ...elsewhere } = store;
    const other = world({ secret, logger, clock, through: () => elsewhere });
    expect((await other.tell(address, connected)).status).toBe(202);
    expect(said("an event of an unknown call")).toMatchObject([
      { callRef: call.ref, reason: expect.stringMatching(/store has lost it/) },
    ]);
  });
});

describe("a part of a callback that cannot be read", () => {
  test("makes the request a bad one where nothing else is in it, and a line where there is", async () => {
    const { logger, said } = memoryLogger();
    const there = await connectedWorld({ logger });
    const address = there.wire.last("create").context.callbackUrl;
    const unread = { kind: "unread" };
    expect((await there.calling.handle(request(address, [unread]))).status).toBe(400);
    expect(said("part of a callback could not be read")).toEqual([]);
    expect((await there.calling.handle(request(address, [unread, { id: "x", ...ended }]))).status).toBe(202);
    await there.settle();
    expect(there.events.at(-1)).toBe("call-ended:remote-hung-up");
    expect(said("part of a callback could not be read")).toEqual([
      { provider: "loopback", callRef: there.call.ref, reason: "a signal of no kind", parts: 1, more: 0 },
    ]);
  });
});

function request(address: string, signals: readonly object[]): Request {
  const headers = { "x-loopback": "secret" };
  return new Request(address, { method: "POST", headers, body: JSON.stringify(signals) });
}

test("a lost event is of a held call whose id at the provider it names, in whichever spelling, if the same member has it", () => {
  const call = (key: string, member: string, providerCallId: string) => turnOf({ key, member, providerCallId });
  const all = [
    call("a", "east", "AB-12"),
    call("b", "west", "AB-12"),
    call("c", "east", "AB-13"),
    call("d", "east", ""),
  ];
  const named = (...ids: readonly (string | undefined)[]) => {
    const lost = ids.map((providerCallId): Addressed => {
      const signal = { kind: "state", id: "s", at: 0, call: { alias: "x" }, state: "connected" } as const;
      return providerCallId === undefined ? signal : { ...signal, providerCallId };
    });
    return heldUnder({ actors: { all: () => all } }, { name: "east" }, lost);
  };
  expect(named("ab12")).toEqual(["a"]);
  expect(named("AB-13", undefined, "AB-12")).toEqual(["a", "c"]);
  expect([named(undefined), named(""), named("x")]).toEqual([[], [], []]);
});
