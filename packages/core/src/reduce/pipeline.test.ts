import { expect, test } from "vitest";
import { deferred } from "../base/once.js";
import { connectedWorld, url, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";

test("tones are delivered in the order in which they were pressed, each once", {
  tags: "events/keys-in-order",
}, async () => {
  const { call, tell, events, settle } = await connectedWorld();
  call.on("dtmf-received", () => {});
  await settle();
  const tone = (sequence: number, tone: "1" | "2" | "3") =>
    ({ kind: "dtmf", id: `tone:${sequence}`, sequence, tone }) as const;
  await tell(tone(2, "2"));
  await tell(tone(1, "1"));
  await tell(tone(2, "2"));
  await tell(tone(3, "3"));
  expect(events.filter((event) => event.startsWith("dtmf"))).toEqual([
    "dtmf-received:1",
    "dtmf-received:2",
    "dtmf-received:3",
  ]);
});

test("a tone that never comes is waited for during 300 ms and then skipped", {
  tags: "events/keys-in-order",
}, async () => {
  const { tell, events, clock } = await connectedWorld();
  await tell({ kind: "dtmf", id: "tone:1", sequence: 1, tone: "1" });
  await tell({ kind: "dtmf", id: "tone:3", sequence: 3, tone: "3" });
  await clock.advance(299);
  expect(events).not.toContain("dtmf-received:3");
  await clock.advance(1);
  expect(events).toContain("dtmf-received:3");
});

test("a tone that never comes is waited for from the first tone without it, however fast keys are pressed", async () => {
  const { tell, events, clock } = await connectedWorld();
  const tone = (sequence: number) => ({ kind: "dtmf", id: `tone:${sequence}`, sequence, tone: "7" }) as const;
  await tell(tone(1));
  for (const sequence of [3, 4]) {
    await tell(tone(sequence));
    await clock.advance(200);
  }
  expect(events.filter((event) => event === "dtmf-received:7")).toHaveLength(3);
});

test("a tone that waits for a missing one when the call ends is delivered, and collected, before the end", {
  tags: "events/keys-in-order",
}, async () => {
  const { call, tell, events, hangUpRemotely } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 9 });
  await collecting.accepted;
  await tell({ kind: "dtmf", id: "tone:1", sequence: 1, tone: "1" });
  await tell({ kind: "dtmf", id: "tone:3", sequence: 3, tone: "3" });
  await hangUpRemotely();
  expect(events.slice(-3)).toEqual(["dtmf-received:3", "operation-completed", "call-ended:remote-hung-up"]);
  expect(await collecting).toEqual({ tones: "13", endedBy: "call-ended" });
});

test("the tone stream yields keys as they come and ends with the call", async () => {
  const { call, press, settle, hangUpRemotely } = await connectedWorld();
  const seen: string[] = [];
  const reading = (async () => {
    for await (const tone of call.dtmf()) seen.push(tone);
  })();
  await settle();
  await press("1*");
  await hangUpRemotely();
  await reading;
  expect(seen).toEqual(["1", "*"]);
});

test("a transfer resolves when the cloud has accepted it, and the call ends as transferred", async () => {
  const { call, settle, finish, hangUpRemotely } = await connectedWorld();
  const transferring = call.transfer("+14255550199");
  await settle();
  await finish("transfer");
  await transferring;
  await hangUpRemotely();
  expect(await call.ended).toMatchObject({ kind: "transferred" });
});

test("a failed transfer leaves the call connected", { tags: "state/failed-transfer" }, async () => {
  const { call, settle, finish } = await connectedWorld();
  const transferring = call.transfer("+14255550199");
  await settle();
  await finish("transfer", "failed");
  await expect(transferring).rejects.toMatchObject({ code: "operation-failed" });
  expect((await call.snapshot()).state).toBe("connected");
});

test("a second transfer while one is under way is a conflict", async () => {
  const { call, settle } = await connectedWorld();
  void call.transfer("+14255550199");
  await settle();
  await expect(call.transfer("+14255550198")).rejects.toMatchObject({ code: "conflict" });
});

test("our own hang-up is the reason of the end, whatever the provider calls it", {
  tags: "state/own-reason",
}, async () => {
  const { call, wire, hangUpRemotely } = await connectedWorld();
  const leaving = call.hangUp();
  await leaving.accepted;
  await hangUpRemotely();
  await leaving;
  expect(wire.count("hangUp")).toBe(1);
  expect(await call.ended).toMatchObject({ kind: "hung-up" });
});

test("a hang-up whose end is never reported is found out by asking", { tags: "operations/deadline" }, async () => {
  const { call, wire, clock } = await connectedWorld();
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  const leaving = call.hangUp();
  await clock.advance(10_000);
  await leaving;
  expect(await call.ended).toMatchObject({ kind: "hung-up" });
});

test("a call that a request finds gone ends with the reason that the provider reports a moment later", {
  tags: "state/found-gone",
}, async () => {
  const { call, wire, clock, hangUpRemotely } = await connectedWorld();
  wire.next("play", () => {
    throw new CallingError("call-ended", "no call of that id");
  });
  await expect(call.play({ url: "https://cdn.example/a.wav" })).rejects.toMatchObject({ code: "call-ended" });
  await clock.advance(1500);
  await hangUpRemotely();
  expect((await call.ended).kind).toBe("remote-hung-up");
  expect(wire.count("inspect")).toBe(0);
});

test("a call that is gone before our hang-up arrives was not ended by it", { tags: "state/found-gone" }, async () => {
  const { call, wire, clock, hangUpRemotely } = await connectedWorld();
  const gone = () => {
    throw new CallingError("call-ended", "no call of that id");
  };
  const answer = deferred<never>();
  wire.next("hangUp", () => answer.promise);
  wire.next("play", gone);
  // Asked about for the prompt, and again before the refused hang-up is believed.
  for (let times = 0; times < 2; times++) wire.next("inspect", gone);
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  const leaving = call.hangUp();
  await expect(playing).rejects.toMatchObject({ code: "call-ended" });
  await clock.advance(2500);
  expect(wire.count("inspect")).toBe(1);
  answer.reject(new CallingError("call-ended", "no call of that id"));
  await expect(leaving).rejects.toMatchObject({ code: "call-ended" });
  await hangUpRemotely();
  expect((await call.ended).kind).toBe("remote-hung-up");
});

test("a call that is gone while the answer to our hang-up is on its way was ended by it", async () => {
  const { call, wire, clock } = await connectedWorld();
  const gone = () => {
    throw new CallingError("call-ended", "no call of that id");
  };
  const answer = deferred<object>();
  wire.next("hangUp", () => answer.promise);
  wire.next("play", gone);
  for (let times = 0; times < 3; times++) wire.next("inspect", gone);
  call.play({ url: "https://cdn.example/a.wav" }).catch(() => {});
  const leaving = call.hangUp();
  await clock.advance(2500);
  expect(wire.count("inspect")).toBe(1);
  answer.resolve({});
  await clock.advance(3000);
  await leaving;
  expect((await call.ended).kind).toBe("hung-up");
});

test("a call that vanished without a callback is found out within five minutes", {
  tags: "events/asked-for",
}, async () => {
  const { call, wire, clock, events } = await connectedWorld();
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  await clock.advance(5 * 60_000);
  await call.ended;
  expect(events.filter((event) => event.startsWith("call-ended"))).toHaveLength(1);
});

test("a connection that is never reported is found out by asking", async () => {
  const { calling, wire, clock } = world({ limits: { setUpMs: 85_000 } });
  const call = await calling.create({ to: "+14255550123" });
  await clock.advance(85_000);
  expect(wire.count("inspect")).toBe(1);
  await call.connected;
});

test("calls are kept alive as often as the provider wants", async () => {
  const { wire, clock } = await connectedWorld({ limits: { keepAliveEveryMs: 15 * 60_000 } });
  await clock.advance(45 * 60_000);
  expect(wire.count("keepAlive")).toBe(3);
});

test.each([
  ["that is never connected, because the bot waits in a lobby", []],
  ["whose request was lost and that an event reports", ["lost"]],
])("a call %s is kept alive from the moment it has an id", async (_, lost) => {
  const { calling, wire, clock, tell } = world({ limits: { keepAliveEveryMs: 15 * 60_000 } });
  if (lost.length > 0)
    wire.next("create", () => {
      throw new CallingError("timeout", "lost");
    });
  await calling.create({ to: "+14255550123" }).catch(() => {});
  const { callbackUrl } = wire.last("create").context;
  await tell(callbackUrl, { kind: "state", state: "connecting", providerCallId: "p1" });
  const waiting = { kind: "state", state: "connecting" } as const;
  for (let asked = 0; asked < 100; asked++) wire.next("inspect", () => ({ found: waiting }));
  await clock.advance(45 * 60_000);
  expect(wire.count("keepAlive")).toBe(3);
  await tell(callbackUrl, { kind: "state", state: "disconnected" });
  await clock.advance(45 * 60_000);
  expect(wire.count("keepAlive")).toBe(3);
});

test("a call that was answered and is not connected yet is kept alive", async () => {
  const { calling, wire, clock, ring } = world({ limits: { keepAliveEveryMs: 15 * 60_000 } });
  calling.on("incoming", (incoming) => void incoming.answer({ timeoutMs: 60 * 60_000 }));
  for (let asked = 0; asked < 100; asked++) wire.next("inspect", () => ({ found: { state: "connecting" } }));
  await ring();
  await clock.advance(45 * 60_000);
  expect(wire.count("keepAlive")).toBe(3);
});

test("operations of a call that ends are settled, and verbs after that are refused as call-ended", {
  tags: "operations/settled",
}, async () => {
  const { call, settle, hangUpRemotely } = await connectedWorld();
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await settle();
  await hangUpRemotely();
  await expect(playing).rejects.toMatchObject({ code: "call-ended" });
  await expect(call.play({ url: "https://cdn.example/a.wav" })).rejects.toMatchObject({ code: "call-ended" });
  expect(call.signal.aborted).toBe(true);
});

test("one hundred calls at once do not mix up", async () => {
  const { calling, wire, tell } = world();
  const calls = await Promise.all(
    Array.from({ length: 100 }, (_, index) => calling.create({ to: phone(`+1425555${1000 + index}`), data: index })),
  );
  const addresses = wire.sent
    .filter((request) => request.verb === "create")
    .map((request) => request.context.callbackUrl);
  await Promise.all(addresses.map((address) => tell(address, { kind: "state", state: "connected" })));
  for (const [index, call] of calls.entries()) {
    await call.connected;
    expect([await call.data.get(), call.to]).toEqual([index, { kind: "phone", number: `+1425555${1000 + index}` }]);
  }
});

test("bad requests are answered with a status that says so, and nothing is thrown", async () => {
  const { calling } = world({ maxBodyBytes: 100 });
  const post = (body: string, secret = "secret") =>
    calling.handle(new Request(url, { method: "POST", headers: { "x-loopback": secret }, body }));
  expect((await post("[]", "wrong")).status).toBe(401);
  expect((await post("x".repeat(101))).status).toBe(413);
  expect((await calling.handle(new Request(url, { method: "POST", body: "[]" }))).status).toBe(401);
  expect((await post("[]")).status).toBe(202);
});

test("a signal that the adapter does not recognize is acknowledged and delivered", async () => {
  const { tell, events } = await connectedWorld();
  expect((await tell({ kind: "unrecognized", type: "SomethingNew" })).status).toBe(202);
  expect(events).toContain("unrecognized");
});

test("a call that is over is forgotten after an hour, and its ref is not found", {
  tags: "state/forgotten",
}, async () => {
  const { calling, call, clock, hangUpRemotely } = await connectedWorld();
  await hangUpRemotely();
  expect((await (await calling.get(call.ref)).ended).kind).toBe("remote-hung-up");
  await clock.advance(60 * 60_000);
  await expect(calling.get(call.ref)).rejects.toMatchObject({ code: "not-found" });
});

test("providers' own options are checked against the verb's schema, and other providers' are ignored", async () => {
  const { calling, wire } = world();
  const providerOptions = { loopback: { color: "red" }, somebodyElse: { anything: 1 } };
  await calling.create({ to: "+14255550123", providerOptions });
  expect(wire.last("create").options).toEqual({ color: "red" });
  await expect(calling.create({ to: "+14255550123", providerOptions: { loopback: { colr: "red" } } })).rejects.toThrow(
    "providerOptions.loopback",
  );
});

test("a context that is longer than the provider carries is refused", async () => {
  const { calling, wire } = world({ limits: { contextLength: 256 } });
  await expect(calling.create({ to: "+14255550123", context: "x".repeat(257) })).rejects.toThrow("257 characters");
  expect(wire.sent).toEqual([]);
});

test("a hang-up asked for twice is sent once, and both wait for the same end", async () => {
  const { call, wire, settle, hangUpRemotely } = await connectedWorld();
  const first = call.hangUp();
  await settle();
  const second = call.hangUp();
  await hangUpRemotely();
  await Promise.all([first, second]);
  expect(wire.count("hangUp")).toBe(1);
});

test("media on a call that is not connected yet are a conflict that says what to await", async () => {
  const { calling, wire } = world();
  const call = await calling.create({ to: "+14255550123" });
  await expect(call.play({ url: "https://cdn.example/a.wav" })).rejects.toThrow("Await call.connected");
  expect(wire.count("play")).toBe(0);
});

test("an instance that has closed sends callbacks elsewhere, and has dropped the calls that it handed over", async () => {
  const { calling, call } = await connectedWorld();
  await calling.close({ atDeadline: "hand-over" });
  expect(
    (await calling.handle(new Request(url, { method: "POST", headers: { "x-loopback": "secret" }, body: "[]" })))
      .status,
  ).toBe(503);
  expect(call.signal.aborted).toBe(true);
  await expect(call.hangUp()).rejects.toMatchObject({ code: "superseded" });
});

test("a signal that the adapter does not recognize is delivered even when it belongs to no call", async () => {
  const { tell, events } = world();
  expect(
    (await tell(url, { kind: "unrecognized", id: "file-7", type: "FileReady", providerCallId: "none" })).status,
  ).toBe(202);
  expect(events).toEqual(["unrecognized"]);
});
