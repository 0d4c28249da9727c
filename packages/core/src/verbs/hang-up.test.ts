import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { twoInstances } from "../testing/instances.fixture.js";
import { connectedWorld } from "../testing/loopback.fixture.js";
import { CallingError, type CallingErrorDetails, type ErrorCode } from "../words/calling-error.js";

type World = Awaited<ReturnType<typeof connectedWorld>>;

function refuse(wire: World["wire"], code: ErrorCode, details: CallingErrorDetails = {}, times = 1): void {
  for (let time = 0; time < times; time++)
    wire.next("hangUp", () => {
      throw new CallingError(code, "there is no such call", details);
    });
}

const end = { kind: "state", id: "ended", state: "disconnected" } as const;

test.each([
  ["says that the call is gone", "call-ended", {}],
  ["found nothing to act on", "not-found", { status: 404 }],
] as const)(
  "a provider that %s, and shows the call all the same, is sent the hang-up again",
  async (_, code, details) => {
    const { call, wire, tell, settle } = await connectedWorld();
    refuse(wire, code, details);
    const leaving = call.hangUp();
    await settle();
    expect(wire.count("hangUp")).toBe(2);
    await tell(end);
    await leaving;
    expect((await call.ended).kind).toBe("hung-up");
  },
);

test("a call that cannot be hung up although it is there is an error, which leaving the scope throws", async () => {
  const { call, wire } = await connectedWorld();
  refuse(wire, "call-ended", {}, 3);
  const leaving = (async () => {
    await using _call = call;
  })();
  await expect(leaving).rejects.toMatchObject({ code: "unavailable", verb: "hangUp", callRef: call.ref });
  expect(wire.count("hangUp")).toBe(3);
  expect((await call.snapshot()).state).toBe("connected");
});

test("a hang-up that found nothing is call-ended where the provider, when asked, does not know the call", async () => {
  const { call, wire, clock } = await connectedWorld();
  const gone = () => ({ found: { state: "gone" } as const });
  wire.next("inspect", gone);
  wire.next("inspect", gone);
  refuse(wire, "not-found", { status: 404 });
  await expect(call.hangUp()).rejects.toMatchObject({ code: "call-ended", callRef: call.ref });
  await clock.advance(5_000);
  expect((await call.snapshot()).state).toBe("disconnected");
});

test("a hang-up that found nothing is thrown as it is where the provider cannot be asked", async () => {
  const { call, wire } = await connectedWorld();
  wire.next("inspect", () => {
    throw new CallingError("forbidden", "no");
  });
  refuse(wire, "not-found", { status: 404 });
  await expect(call.hangUp()).rejects.toMatchObject({ code: "not-found", status: 404 });
});

test.each(["forbidden", "conflict"] as const)(
  "a hang-up that is refused as %s is thrown, and nothing is asked",
  async (code) => {
    const { call, wire } = await connectedWorld();
    refuse(wire, code);
    await expect(call.hangUp()).rejects.toMatchObject({ code, verb: "hangUp" });
    expect([wire.count("hangUp"), wire.count("inspect")]).toEqual([1, 0]);
    await call.hangUp().accepted;
    expect(wire.count("hangUp")).toBe(2);
  },
);

test("a call that is there after three refusals leaves the provider's own error, where it did not say that the call is gone", async () => {
  const { call, wire } = await connectedWorld();
  refuse(wire, "not-found", { status: 404 }, 3);
  await expect(call.hangUp()).rejects.toMatchObject({ code: "not-found", status: 404 });
  expect(wire.count("hangUp")).toBe(3);
});

test("a call that the provider says is gone, and shows all the same, is to be hung up again in a moment", async () => {
  const { call, wire } = await connectedWorld();
  refuse(wire, "call-ended", {}, 3);
  await expect(call.hangUp()).rejects.toMatchObject({
    ...{ code: "unavailable", hint: "Hang up again in a moment: the other side is still on the line." },
    cause: { code: "call-ended" },
  });
});

test.each([
  ["is over", () => ({ found: { state: "disconnected" } as const })],
  [
    "refuses the question because it is over",
    () => {
      throw new CallingError("call-ended", "over");
    },
  ],
])("a hang-up that found nothing is call-ended where the call %s", async (_, answer) => {
  const { call, wire } = await connectedWorld();
  for (let time = 0; time < 3; time++) wire.next("inspect", answer);
  refuse(wire, "not-found", { status: 404 });
  await expect(call.hangUp()).rejects.toMatchObject({ code: "call-ended", verb: "hangUp", cause: { status: 404 } });
});

test("a hang-up that found nothing is thrown as it is where the answer says nothing of the call", async () => {
  const { call, wire } = await connectedWorld();
  wire.next("inspect", () => ({}));
  refuse(wire, "not-found", { status: 404 });
  await expect(call.hangUp()).rejects.toMatchObject({ code: "not-found" });
});

test("a hang-up may be for everyone, and says what the provider warned of", async () => {
  const { call, wire, tell, settle } = await connectedWorld();
  wire.next("hangUp", () => ({ warnings: ["late"] }));
  const leaving = call.hangUp({ everyone: true });
  await settle();
  expect(wire.last("hangUp").input).toEqual({ everyone: true });
  await tell(end);
  expect(await leaving).toEqual({ warnings: ["late"] });
});

describe("a call without an id at the provider", () => {
  async function unanswered() {
    const there = twoInstances();
    there.wire.next("create", () => Promise.reject(new CallingError("outcome-unknown", "the answer was lost")));
    const error = await there.a.calling.create({ to: "+14255550123" }).catch((thrown: unknown) => thrown);
    const ref = CallingError.is(error) ? (error.callRef ?? "") : "";
    const call = await there.a.calling.get(ref);
    const address = there.wire.last("create").context.callbackUrl;
    return { ...there, call, address };
  }

  test("is hung up once an event brings one", async () => {
    const { a, call, wire, address, clock } = await unanswered();
    const { signal } = new AbortController();
    const leaving = call.hangUp({ signal });
    await clock.advance(0);
    await a.tell(address, { kind: "unrecognized", type: "news" });
    await clock.advance(0);
    expect(wire.count("hangUp")).toBe(0);
    await a.tell(address, { kind: "state", state: "ringing", providerCallId: "p9" });
    await clock.advance(0);
    expect(wire.last("hangUp").context.providerCallId).toBe("p9");
    await a.tell(address, { ...end });
    await leaving;
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("is not hung up when it ends before that", async () => {
    const { a, call, wire, address, clock } = await unanswered();
    const leaving = call.hangUp();
    leaving.catch(() => {});
    await clock.advance(0);
    await a.tell(address, { ...end });
    await expect(leaving).rejects.toMatchObject({ code: "call-ended" });
    expect(wire.count("hangUp")).toBe(0);
  });

  test("is waited for no longer than the signal of the hang-up lets it", async () => {
    const { call, wire, clock } = await unanswered();
    const stop = new AbortController();
    const leaving = call.hangUp({ signal: stop.signal });
    leaving.catch(() => {});
    await clock.advance(0);
    stop.abort(new Error("enough"));
    await expect(leaving).rejects.toThrow("enough");
    expect(wire.count("hangUp")).toBe(0);
  });
});
