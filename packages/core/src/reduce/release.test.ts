import { describe, expect, test } from "vitest";
import type { Verb } from "../adapter/verb.js";
import { Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";
import { turnOf } from "../testing/turn.fixture.js";
import { recover } from "./recover.js";

/** A provider that goes on reporting a call which was transferred, and may give it back. */
async function transferred(how: Partial<Verb> = { releases: true }) {
  const wire = new Loopback();
  const adapter = loopbackAdapter(wire);
  const transfer = { run: async () => ({}), ...adapter.verbs.transfer, ...how };
  const there = world({ adapter: { ...adapter, verbs: { ...adapter.verbs, transfer } } });
  const call = await there.calling.create({ to: "+14255550123" });
  const address = wire.last("create").context.callbackUrl;
  const tell = (...signals: readonly TestSignal[]) => there.tell(address, ...signals);
  await tell({ kind: "state", state: "connected" });
  const transferring = call.transfer("+14255550199");
  await transferring.accepted;
  const { operationId } = wire.last("transfer").context;
  const completed = { kind: "operation", verb: "transfer", outcome: "completed", operationId, id: "done" } as const;
  return { ...there, wire, call, tell, transferring, completed };
}

const returned: TestSignal = { kind: "returned" };
const ended: TestSignal = { kind: "state", id: "ended", state: "disconnected" };

describe("a call that was transferred and goes on", () => {
  test("can only be hung up", async () => {
    const { call, tell, transferring, completed, wire } = await transferred();
    const collecting = call.collectDtmf({ max: 1 });
    await collecting.accepted;
    await tell(completed);
    await transferring;
    await collecting;
    expect(await call.snapshot()).toMatchObject({ state: "connected", released: "transfer" });
    const before = wire.sent.length;
    await expect(call.play({ url: "https://cdn.example/a.wav" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("out of the call since its transfer"),
      hint: expect.stringContaining("call-returned"),
    });
    await expect(call.collectDtmf({ max: 1 })).rejects.toMatchObject({ code: "conflict" });
    expect(wire.sent.length).toBe(before);
    const leaving = call.hangUp();
    await leaving.accepted;
    await tell(ended);
    await leaving;
    expect((await call.ended).kind).toBe("hung-up");
  });

  test("ends as transferred when the others end it", async () => {
    const { tell, completed, events } = await transferred();
    await tell(completed);
    expect(events).not.toContain("call-ended:transferred");
    await tell(ended);
    expect(events.at(-1)).toBe("call-ended:transferred");
  });

  test("comes back connected as before, and its end is then the other side's", async () => {
    const { call, tell, completed, events, wire } = await transferred();
    await tell(completed);
    await tell(returned);
    expect(await call.snapshot()).toMatchObject({ state: "connected", released: undefined });
    expect(events.at(-1)).toBe("call-returned");
    await call.play({ url: "https://cdn.example/a.wav" }).accepted;
    expect(wire.count("play")).toBe(1);
    await tell(ended);
    expect(events.at(-1)).toBe("call-ended:remote-hung-up");
  });

  test("comes back also if that is reported before the transfer's completion", async () => {
    const { call, tell, transferring, completed, events } = await transferred();
    await tell(returned);
    await transferring;
    await tell(completed);
    expect((await call.snapshot()).released).toBeUndefined();
    expect(events.filter((event) => event === "call-returned")).toHaveLength(1);
  });

  test("is not hung up when its handle is disposed of, nor when the instance closes", async () => {
    const { call, calling, tell, completed, wire, clock } = await transferred();
    await tell(completed);
    await call[Symbol.asyncDispose]();
    const closing = calling.close({ drainMs: 0 });
    await clock.advance(30_000);
    await closing;
    expect(wire.count("hangUp")).toBe(0);
  });

  test("is inspected and not taken up by the instance that takes it over", () => {
    const turn = turnOf({ released: "transfer", endingVerb: "transfer" });
    recover(turn);
    expect(turn.effects).toEqual(["inspect"]);
    expect(turn.happenings).toEqual([]);
  });
});

test("a collection ends when the bot is out of the call", async () => {
  const { call, tell, completed } = await transferred();
  const collecting = call.collectDtmf({ max: 4 });
  await collecting.accepted;
  await tell(completed);
  expect(await collecting).toMatchObject({ tones: "", endedBy: "call-ended" });
});

/** A caller whom the bot redirected, on a provider that goes on reporting them. The target has answered. */
async function redirected() {
  const wire = new Loopback();
  const adapter = loopbackAdapter(wire);
  const redirect = { run: async () => ({}), ...adapter.verbs.redirect, completes: "signal", releases: true } as const;
  const there = world({ adapter: { ...adapter, verbs: { ...adapter.verbs, redirect } } });
  const { calling, tell, clock } = there;
  let ref = "";
  const redirecting: Promise<unknown>[] = [];
  calling.on("incoming", (incoming) => {
    ref = incoming.ref;
    redirecting.push(incoming.redirect("+14255550199"));
  });
  const from = { kind: "phone", number: "+14255550123" } as const;
  await tell(url, { kind: "incoming", id: "incoming", providerCallId: "in", from, to: from });
  const { operationId, callbackUrl } = wire.last("redirect").context;
  await tell(callbackUrl, { kind: "operation", verb: "redirect", outcome: "completed", operationId, id: "done" });
  await Promise.all(redirecting);
  await clock.advance(10 * 60_000);
  return { ...there, wire, call: await calling.get(ref), told: (signal: TestSignal) => tell(callbackUrl, signal) };
}

test("a redirected caller who goes on is out of the bot's reach, and comes back connected", async () => {
  const { call, told } = await redirected();
  expect(await call.snapshot()).toMatchObject({ state: "incoming", released: "redirect" });
  await expect(call.play({ url: "https://cdn.example/a.wav" })).rejects.toThrow("out of the call since its redirect");
  await told(returned);
  expect(await call.snapshot()).toMatchObject({ state: "connected", released: undefined });
  await told(ended);
  expect((await call.ended).kind).toBe("remote-hung-up");
});

test("a redirected caller who goes on can be hung up, or ends as redirected", async () => {
  const hungUp = await redirected();
  const leaving = hungUp.call.hangUp();
  await leaving.accepted;
  expect(hungUp.wire.last("hangUp").context.providerCallId).toBe("in");
  await hungUp.told(ended);
  await leaving;
  expect((await hungUp.call.ended).kind).toBe("hung-up");
  const left = await redirected();
  await left.told(ended);
  expect((await left.call.ended).kind).toBe("redirected");
});

test("a transfer that fails, or that does not release the call, leaves it to the bot", async () => {
  const failing = await transferred();
  failing.transferring.catch(() => {});
  await failing.tell({ ...failing.completed, outcome: "failed" });
  const plain = await transferred({});
  await plain.tell(plain.completed);
  for (const { call } of [failing, plain]) expect((await call.snapshot()).released).toBeUndefined();
});

test("a call that was not released does not return", async () => {
  const { call, tell, events } = await transferred({});
  await tell(returned);
  expect(events).not.toContain("call-returned");
  expect((await call.snapshot()).state).toBe("connected");
});
