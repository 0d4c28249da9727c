import { describe, expect, test } from "vitest";
import type { Operation } from "../interface/operation.js";
import { agent, bot, caller, over, twoCalls } from "../testing/two-calls.fixture.js";
import { CallingError } from "../words/calling-error.js";

const target = "+14255550142";

/** What an operation comes to. */
function outcomeOf(operation: Operation<unknown>) {
  return operation.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

/** Such a transfer, accepted by the provider. */
async function transferring(more: Parameters<typeof twoCalls>[0] = {}, timeoutMs?: number) {
  const there = await twoCalls(more);
  await there.roster([bot, caller]);
  const begun = there.call.transfer(target, {
    replaces: there.brief,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const outcome = outcomeOf(begun);
  await begun.accepted;
  return { ...there, begun, outcome };
}

test("the agent is moved into the call, the bot leaves once both are on it, and ends the other call", async () => {
  const { call, brief, wire, a, address, briefAddress, log, outcome, roster, moved } = await transferring();
  expect(wire.last("addParticipant").input).toEqual({ to: agent.party, replaces: { providerCallId: "p2" } });
  await moved();
  expect(wire.count("hangUp")).toBe(0);
  await roster([bot, caller, agent]);
  expect(wire.last("hangUp")).toMatchObject({ input: { everyone: false }, context: { providerCallId: "p1" } });
  expect(wire.count("hangUp")).toBe(1);
  await a.tell(address, over);
  expect(await outcome).toEqual({ value: { warnings: [], to: agent.party, transferee: caller.party } });
  expect(await call.ended).toMatchObject({ kind: "transferred" });
  expect(wire.last("hangUp")).toMatchObject({ input: { everyone: false }, context: { providerCallId: "p2" } });
  await a.tell(briefAddress, over);
  expect(await brief.ended).toMatchObject({ kind: "hung-up" });
  expect([wire.count("hangUp"), wire.count("transfer")]).toEqual([2, 0]);
  expect(log.filter((line) => /operation|ended|error/.test(line))).toEqual([
    ...["a:operation-completed", "a:operation-completed"],
    ...["a:operation-completed", "a:call-ended:transferred", "a:operation-completed", "a:call-ended:hung-up"],
  ]);
});

test("a roster that comes before the provider's success counts as well", async () => {
  const { wire, roster, moved } = await transferring();
  await roster([bot, caller, agent]);
  expect(wire.count("hangUp")).toBe(0);
  await moved();
  expect(wire.count("hangUp")).toBe(1);
});

test("a success that does not say who came is waited on until a roster shows the agent", async () => {
  const { a, wire, address, outcome, roster, moved } = await transferring();
  await moved("completed", { silently: true });
  expect(wire.count("hangUp")).toBe(0);
  await roster([bot, caller, agent]);
  expect(wire.count("hangUp")).toBe(1);
  await a.tell(address, over);
  expect(await outcome).toMatchObject({ value: { to: agent.party } });
});

test("an agent who is on a call of several is moved as well, and the bot stays on that one", async () => {
  const { a, b, call, wire, address, roster, moved } = await twoCalls();
  const conference = await b.calling.create({ to: [target, "+14255550143"] });
  await b.tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected" });
  const outcome = outcomeOf(call.transfer(target, { replaces: conference }));
  await a.tell(address);
  await moved();
  await roster([bot, caller, agent]);
  await a.tell(address, over);
  expect(await outcome).toMatchObject({ value: { to: agent.party } });
  expect(wire.count("hangUp")).toBe(1);
  expect((await conference.snapshot()).state).toBe("connected");
});

test("the other call may be over by itself when the bot comes to end it", async () => {
  const { a, wire, brief, address, briefAddress, log, outcome, roster, moved } = await transferring();
  await moved();
  await a.tell(briefAddress, over);
  expect(await brief.ended).toMatchObject({ kind: "transferred" });
  await roster([bot, caller, agent]);
  await a.tell(address, over);
  expect(await outcome).toMatchObject({ value: { warnings: [] } });
  expect(wire.count("hangUp")).toBe(1);
  expect(log.filter((line) => line.includes("error"))).toEqual([]);
});

test("without the other call's own id nothing is known of it: it is not checked, and not ended", async () => {
  const { a, call, wire, address, roster, moved } = await twoCalls();
  const outcome = outcomeOf(call.transfer(target, { replaces: { providerCallId: "somewhere" } }));
  await a.tell(address);
  await moved();
  await roster([bot, caller, agent]);
  await a.tell(address, over);
  expect(await outcome).toMatchObject({ value: { warnings: [] } });
  expect(wire.count("hangUp")).toBe(1);
});

describe("both calls stay up, and the transfer fails,", () => {
  const stays = async ({ call, brief, wire }: Awaited<ReturnType<typeof transferring>>) => {
    expect([(await call.snapshot()).state, (await brief.snapshot()).state]).toEqual(["connected", "connected"]);
    expect(wire.count("hangUp")).toBe(0);
  };

  test("when the provider does not bring the agent over, for its reason", async () => {
    const there = await transferring();
    await there.moved("failed", { result: { code: 486, subcode: 0, message: "Busy Here" } });
    expect(await there.outcome).toMatchObject({
      error: { code: "operation-failed", verb: "transfer", reason: { kind: "busy", code: 486 } },
    });
    await stays(there);
    const again = there.call.transfer(target, { replaces: there.brief });
    again.catch(() => {});
    await again.accepted;
    expect(there.wire.count("addParticipant")).toBe(2);
  });

  test("when the request is refused", async () => {
    const there = await twoCalls();
    there.wire.next("addParticipant", () => {
      throw new CallingError("forbidden", "no", { status: 403 });
    });
    const begun = there.call.transfer(target, { replaces: there.brief });
    await expect(begun).rejects.toMatchObject({ code: "forbidden", verb: "transfer", callRef: there.call.ref });
    await stays({ ...there, begun, outcome: outcomeOf(begun) });
    expect(there.log.filter((line) => line.includes("failed"))).toEqual(["a:operation-failed"]);
    await there.a.tell(there.briefAddress, over);
    expect(await there.brief.ended).toMatchObject({ kind: "remote-hung-up" });
  });

  test("when its time is up before the provider's success, whatever comes after that", async () => {
    const there = await transferring({}, 4000);
    await there.clock.advance(3999);
    await there.clock.advance(1);
    expect(await there.outcome).toMatchObject({
      error: { code: "timeout", verb: "transfer", reason: { kind: "failed" } },
    });
    await there.moved();
    await there.roster([bot, caller, agent]);
    await stays(there);
  });

  test("when a minute is over, where the bot names no time", async () => {
    const there = await transferring();
    await there.clock.advance(59_999);
    expect(there.log).not.toContain("a:operation-failed");
    await there.clock.advance(1);
    expect(await there.outcome).toMatchObject({ error: { code: "timeout" } });
    await stays(there);
  });

  test("when no roster shows the agent ten seconds after the provider's success, or at the end of the bot's own time", async () => {
    for (const [timeoutMs, ms] of [
      [undefined, 10_000],
      [25_000, 10_000],
      [4000, 4000],
    ] as const) {
      const there = await transferring({}, timeoutMs);
      await there.moved();
      await there.clock.advance(ms - 1);
      expect(there.log).not.toContain("a:operation-failed");
      await there.clock.advance(1);
      expect(await there.outcome).toMatchObject({ error: { code: "timeout", reason: { kind: "failed" } } });
      await stays(there);
    }
  });

  test("when the agent hangs up before the bot has left", async () => {
    const there = await transferring();
    await there.roster([bot, caller, agent]);
    await there.roster([bot, caller]);
    await there.moved();
    const reason = { kind: "remote-hung-up", message: "the agent hung up during the transfer" };
    expect(await there.outcome).toMatchObject({ error: { code: "operation-failed", reason } });
    await stays(there);
  });

  test("when the caller hangs up and the agent is on the call already", async () => {
    const there = await transferring();
    await there.moved();
    await there.roster([bot, agent]);
    const reason = { kind: "remote-hung-up", message: "the caller hung up during the transfer" };
    expect(await there.outcome).toMatchObject({ error: { code: "operation-failed", reason } });
    await stays(there);
  });
});

test("a caller who hangs up before the agent is there ends the call, and the transfer with it; the other call stays", async () => {
  const { a, call, brief, address, outcome, wire } = await transferring();
  await a.tell(address, over);
  expect(await call.ended).toMatchObject({ kind: "remote-hung-up" });
  expect(await outcome).toMatchObject({ error: { code: "call-ended", reason: { kind: "remote-hung-up" } } });
  expect([(await brief.snapshot()).state, wire.count("hangUp")]).toEqual(["connected", 0]);
});

test("a hang-up of the bot ends the call as hung up, and the transfer with it", async () => {
  const { a, call, address, outcome, moved } = await transferring();
  await moved();
  const leaving = call.hangUp();
  await a.tell(address, over);
  await leaving;
  expect(await call.ended).toMatchObject({ kind: "hung-up" });
  expect(await outcome).toMatchObject({ error: { code: "call-ended", reason: { kind: "hung-up" } } });
});

test("a bot that cannot leave says so, and tries again until it can", async () => {
  const { a, call, clock, wire, log, address, outcome, roster, moved } = await transferring();
  for (let times = 0; times < 2; times++)
    wire.next("hangUp", () => {
      throw new CallingError("forbidden", "no");
    });
  await moved();
  await roster([bot, caller, agent]);
  await clock.advance(20_000);
  expect(wire.count("hangUp")).toBe(2);
  expect(log.filter((line) => line === "a:error")).toHaveLength(2);
  await clock.advance(20_000);
  expect(wire.count("hangUp")).toBe(3);
  await a.tell(address, over);
  expect(await outcome).toMatchObject({ value: { warnings: [] } });
  expect(await call.ended).toMatchObject({ kind: "transferred" });
});

test("a failure to end the other call is reported, and the transfer has succeeded", async () => {
  const { a, wire, log, address, outcome, roster, moved } = await transferring();
  await moved();
  await roster([bot, caller, agent]);
  wire.next("hangUp", () => {
    throw new CallingError("forbidden", "no");
  });
  await a.tell(address, over);
  expect(await outcome).toMatchObject({ value: { warnings: [] } });
  expect(log.filter((line) => line === "a:error")).toHaveLength(1);
});

describe("refused before any request", () => {
  const refused = async (
    begin: (there: Awaited<ReturnType<typeof twoCalls>>) => Operation<unknown>,
    prepare?: "brief is over",
  ) => {
    const there = await twoCalls();
    if (prepare) await there.a.tell(there.briefAddress, over);
    const before = there.wire.sent.length;
    const error = await begin(there).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(there.wire.sent).toHaveLength(before);
    expect(error).toMatchObject({ verb: "transfer", provider: "loopback", callRef: there.call.ref });
    return error;
  };

  test("a target that is not the other side of the other call", async () => {
    const error = await refused(({ call, brief }) => call.transfer("+14255550199", { replaces: brief }));
    expect(error).toMatchObject({ code: "invalid-request", message: expect.stringContaining("is not the other side") });
  });

  test("the same call", async () => {
    for (const other of [true, false]) {
      const error = await refused(({ call }) => {
        const replaces = { providerCallId: other ? "elsewhere" : "p1", ...(other ? { id: call.id } : {}) };
        return call.transfer(target, { replaces });
      });
      expect(error).toMatchObject({ code: "invalid-request", message: expect.stringContaining("this very call") });
    }
  });

  test("another call that is over, or not connected yet", async () => {
    const error = await refused(({ call, brief }) => call.transfer(target, { replaces: brief }), "brief is over");
    expect(error).toMatchObject({ code: "conflict", message: expect.stringContaining("it is disconnected") });
    const { a, call, wire } = await twoCalls();
    const ringing = await a.calling.create({ to: target });
    await expect(call.transfer(target, { replaces: ringing })).rejects.toMatchObject({
      ...{ code: "conflict", message: expect.stringContaining("it is connecting") },
    });
    expect(wire.count("addParticipant")).toBe(0);
  });

  test("another call that is forgotten", async () => {
    const error = await refused(({ call }) =>
      call.transfer(target, { replaces: { providerCallId: "x", id: "long-gone" } }),
    );
    expect(error).toMatchObject({ code: "not-found" });
  });

  test("the provider's own options, since nobody is called", async () => {
    const error = await refused(({ call, brief }) =>
      call.transfer(target, { replaces: brief, providerOptions: { loopback: {} } as never }),
    );
    expect(error).toMatchObject({ code: "invalid-request", message: expect.stringContaining("options") });
  });

  test("a second transfer while one is under way", async () => {
    const { call, brief, wire } = await transferring();
    for (const options of [{ replaces: brief, timeoutMs: 9000 }, {}])
      await expect(call.transfer("replaces" in options ? target : "+14255550143", options)).rejects.toMatchObject({
        ...{ code: "conflict", verb: "transfer" },
      });
    expect(wire.count("addParticipant")).toBe(1);
  });
});

test("where the provider replaces calls itself, it is asked to", async () => {
  const { call, brief, wire } = await transferring({
    adapted: ({ limits: { replacesByMoving: _, ...limits }, ...adapter }) => ({ ...adapter, limits }),
  });
  expect(wire.last("transfer").input).toEqual({ to: agent.party, replaces: { providerCallId: brief.providerCallId } });
  expect([wire.count("addParticipant"), call.capabilities.transfer.limits]).toEqual([0, undefined]);
});

test("the capabilities say which of the two it is", async () => {
  const { call } = await twoCalls();
  expect(call.capabilities.transfer.limits).toEqual({ replacesByMoving: true });
});

test("a handle on another instance does the same, and fails the same", async () => {
  const there = await twoCalls();
  const { a, b, address, wire, roster, moved } = there;
  const [call, brief] = [await b.calling.get(there.call.ref), await b.calling.get(there.brief.ref)];
  await expect(call.transfer("+14255550199", { replaces: brief })).rejects.toMatchObject({
    ...{ code: "invalid-request", verb: "transfer", provider: "loopback", callRef: call.ref },
  });
  await expect(call.transfer(target, { replaces: call })).rejects.toMatchObject({
    ...{ code: "invalid-request", verb: "transfer", provider: "loopback", callRef: call.ref },
  });
  const outcome = outcomeOf(call.transfer(target, { replaces: brief }));
  await a.tell(address);
  await moved();
  await roster([bot, caller, agent]);
  await a.tell(address, over);
  expect(await outcome).toEqual({ value: { warnings: [], to: agent.party, transferee: caller.party } });
  expect(wire.count("hangUp")).toBe(2);
});
