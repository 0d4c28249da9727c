import { expect, test } from "vitest";
import { connectedWorld, type Loopback, world } from "../testing/loopback.fixture.js";
import { CallingError, type ErrorCode } from "../words/calling-error.js";

/** The provider carries a request out and its answer is lost; the next one finds that it was. */
function lostThenRefused(wire: Loopback, verb: string, code: ErrorCode): void {
  for (const error of [new CallingError("unavailable", "the connection broke"), new CallingError(code, "too late")])
    wire.next(verb, () => {
      throw error;
    });
}

test("a hang-up that finds no call, after one whose answer was lost, was done by that one", async () => {
  const { call, wire, clock } = await connectedWorld();
  lostThenRefused(wire, "hangUp", "call-ended");
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  const leaving = call.hangUp();
  await clock.advance(30_000);
  await leaving;
  expect(wire.count("hangUp")).toBe(2);
  expect(await call.ended).toMatchObject({ kind: "hung-up" });
});

test("an answer that finds the call answered, after one that was lost, was given by that one", async () => {
  const { calling, wire, ring, tell, clock } = world();
  const answered: string[] = [];
  calling.on("incoming", async (incoming) => void answered.push((await incoming.answer()).direction));
  lostThenRefused(wire, "answer", "conflict");
  await ring();
  await clock.advance(1_000);
  expect(wire.count("answer")).toBe(2);
  expect(answered).toEqual([]);
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  expect(answered).toEqual(["incoming"]);
});

test.each(["conflict", "call-ended"] as const)(
  "a refusal that ends in %s, after one that was lost, was done",
  async (code) => {
    const { calling, wire, ring, clock, events } = world();
    calling.on("incoming", async (incoming) => void (await incoming.reject()));
    lostThenRefused(wire, "reject", code);
    await ring();
    await clock.advance(1_000);
    expect(wire.count("reject")).toBe(2);
    expect(events).toContain("call-ended:rejected");
  },
);

test("what is refused so at once was not done by us", async () => {
  const { call, wire } = await connectedWorld();
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  wire.next("hangUp", () => {
    throw new CallingError("call-ended", "there is no such call");
  });
  await expect(call.hangUp()).rejects.toMatchObject({ code: "call-ended" });
});

test("what was put off before, and not lost, was not done by us", async () => {
  const { call, wire, clock } = await connectedWorld();
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  const putOff = new CallingError("throttled", "later", { retryable: true });
  for (const error of [putOff, new CallingError("call-ended", "there is no such call")])
    wire.next("hangUp", () => {
      throw error;
    });
  const leaving = call.hangUp().catch((error: unknown) => error);
  await clock.advance(1_000);
  expect(await leaving).toMatchObject({ code: "call-ended" });
});
