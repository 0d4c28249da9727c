import { describe, expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";

const ended = { kind: "state", id: "ended", state: "disconnected" } as const;

/** What a promise has come to, without waiting for it. */
function outcomeOf(promise: Promise<unknown>): { readonly now: unknown } {
  const outcome: { now: unknown } = { now: "pending" };
  promise.then(
    (value) => {
      outcome.now = value;
    },
    (error: unknown) => {
      outcome.now = error;
    },
  );
  return outcome;
}

describe.each([
  ["does not answer", "cut"],
  ["has lost the record, and gets it again from its holder", "hide"],
] as const)("on a handle of a call that another instance has, while the store %s", (_what, lose) => {
  test("the end and the milestones are still awaited", async () => {
    const { b, call, clock, address, a } = await connectedOnA();
    const remote = await b.calling.get(call.ref);
    b[lose](true);
    const [connected, end] = [outcomeOf(remote.connected), outcomeOf(remote.ended)];
    await clock.advance(10_000);
    expect([connected.now, end.now]).toEqual(["pending", "pending"]);
    b[lose](false);
    await clock.advance(1000);
    expect([connected.now, end.now]).toEqual([undefined, "pending"]);
    await a.tell(address, ended);
    await clock.advance(200);
    expect(end.now).toMatchObject({ kind: "remote-hung-up" });
  });

  test("a verb waits for the record, and is carried out once", async () => {
    const { b, call, clock, wire } = await connectedOnA();
    const remote = await b.calling.get(call.ref);
    b[lose](true);
    const hangingUp = outcomeOf(remote.hangUp());
    await clock.advance(10_000);
    expect([hangingUp.now, wire.count("hangUp")]).toEqual(["pending", 0]);
    b[lose](false);
    await clock.advance(2000);
    expect(wire.count("hangUp")).toBe(1);
  });

  test("a snapshot waits for the record, and shows the call as it is then", async () => {
    const { a, b, call, clock, address } = await connectedOnA();
    a.calling.on("call-ended", () => new Promise(() => {}));
    const remote = await b.calling.get(call.ref);
    b[lose](true);
    const looking = outcomeOf(remote.snapshot());
    await a.tell(address, ended);
    await clock.advance(10_000);
    expect(looking.now).toBe("pending");
    b[lose](false);
    await clock.advance(1000);
    expect(looking.now).toMatchObject({ state: "disconnected" });
  });
});

describe("on a handle of a call that another instance has", () => {
  test("a verb is refused when the store has not answered for 15 s, and has sent nothing", async () => {
    const { b, call, clock, wire } = await connectedOnA();
    const remote = await b.calling.get(call.ref);
    b.cut(true);
    const playing = outcomeOf(remote.play({ url: "https://cdn.example/a.wav" }));
    const looking = outcomeOf(remote.snapshot());
    await clock.advance(16_000);
    expect(playing.now).toMatchObject({ code: "store-unavailable" });
    expect(looking.now).toMatchObject({ code: "store-unavailable" });
    b.cut(false);
    await clock.advance(1000);
    expect(wire.count("play")).toBe(0);
  });

  test("a verb that is given up while it waits for the store is not carried out later", async () => {
    const { b, call, clock, wire } = await connectedOnA();
    const remote = await b.calling.get(call.ref);
    const abort = new AbortController();
    b.cut(true);
    const playing = outcomeOf(remote.play({ url: "https://cdn.example/a.wav" }, { signal: abort.signal }));
    await clock.advance(1000);
    abort.abort(new Error("enough"));
    await clock.advance(1000);
    expect(playing.now).toMatchObject({ message: "enough" });
    b.cut(false);
    await clock.advance(30_000);
    expect(wire.count("play")).toBe(0);
  });

  test("a record that is not back within a third of a lease and 5 s counts as that of a forgotten call", async () => {
    const { b, call, clock } = await connectedOnA({ b: { leaseMs: 12_000 } });
    const remote = await b.calling.get(call.ref);
    b.hide(true);
    const all = [remote.ended, remote.connected, remote.snapshot(), remote.hangUp()].map(outcomeOf);
    await clock.advance(8900);
    expect(all.map(({ now }) => now)).toEqual(["pending", "pending", "pending", "pending"]);
    await clock.advance(200);
    expect(all.map(({ now }) => now)).toEqual([
      expect.objectContaining({ kind: "unknown", message: "the call is forgotten" }),
      expect.objectContaining({ code: "call-ended" }),
      expect.objectContaining({ code: "not-found" }),
      expect.objectContaining({ code: "not-found" }),
    ]);
  });

  test("what was seen of a call that is over stays true when the call is forgotten", async () => {
    const { a, b, call, clock, address } = await connectedOnA();
    a.calling.on("call-ended", () => new Promise(() => {}));
    const remote = await b.calling.get(call.ref);
    await a.tell(address, ended);
    await clock.advance(200);
    expect((await remote.snapshot()).state).toBe("disconnected");
    b.hide(true);
    expect((await remote.snapshot()).state).toBe("disconnected");
  });

  test("what waits for the call fails when the instance closes, and the end stays open", async () => {
    const { b, call, clock } = await connectedOnA();
    const remote = await b.calling.get(call.ref);
    const playing = outcomeOf(remote.play({ url: "https://cdn.example/a.wav" }));
    const end = outcomeOf(remote.ended);
    await clock.advance(500);
    await b.calling.close({ drainMs: 0 });
    await clock.advance(500);
    expect(playing.now).toMatchObject({ code: "superseded" });
    expect(end.now).toBe("pending");
  });

  test("asking for a call waits for a store that does not answer", async () => {
    const { b, call, clock } = await connectedOnA();
    b.cut(true);
    const got = outcomeOf(b.calling.get(call.ref));
    await clock.advance(5000);
    expect(got.now).toBe("pending");
    b.cut(false);
    await clock.advance(1000);
    expect(got.now).toMatchObject({ ref: call.ref });
  });
});
