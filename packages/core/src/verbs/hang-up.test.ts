import { expect, test } from "vitest";
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
