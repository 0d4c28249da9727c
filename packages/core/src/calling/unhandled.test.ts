import { afterEach, beforeEach, expect, test } from "vitest";
import type { IncomingCall } from "../call/incoming-call.js";
import { CallingError } from "../errors/calling-error.js";
import { url, type World, world } from "../testing/loopback.fixture.js";

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(() => void process.off("unhandledRejection", note));

const refuse = () => {
  throw new CallingError("forbidden", "not allowed");
};
/** From now on the provider refuses the verb, as often as it is asked. */
function refuseAlways({ wire }: World, verb: string) {
  wire.answers.set(
    verb,
    Array.from({ length: 100 }, () => refuse),
  );
}

async function rung(options: Parameters<typeof world>[0] = {}) {
  const there = world({ limits: { answerWithinMs: 15_000 }, ...options });
  const seen: IncomingCall[] = [];
  there.calling.on("incoming", (incoming) => void seen.push(incoming));
  const id = await there.ring();
  const [incoming] = seen;
  if (!incoming) throw new Error("nothing came in");
  return { ...there, incoming, id };
}

test("a redirect and a reject that both fail are told as events, and end no process", async () => {
  const there = world({ onUnhandled: { redirect: "+14255550199" } });
  refuseAlways(there, "redirect");
  refuseAlways(there, "reject");
  await there.ring();
  await there.clock.advance(100);
  expect(there.events.filter((event) => event === "operation-failed")).toHaveLength(2);
  expect(unhandled).toEqual([]);
});

test("a caller who gives up while the call is sent on is no unhandled rejection", async () => {
  const there = world({ onUnhandled: { redirect: "+14255550199" } });
  there.wire.next("inspect", () => ({ found: { state: "gone" } }));
  there.wire.next("redirect", async () => {
    await there.tell(url, { kind: "state", id: "ended", state: "disconnected", providerCallId: "gone" });
    return refuse();
  });
  await there.ring("gone");
  await there.clock.advance(100);
  expect(unhandled).toEqual([]);
  expect(there.events.at(-1)).toBe("call-ended:redirected");
});

test("a second decision at the same moment leaves the first one as it is", async () => {
  const { incoming, wire, clock, tell } = await rung();
  const answering = incoming.answer();
  await expect(incoming.reject()).rejects.toMatchObject({ code: "conflict" });
  await clock.advance(20_000);
  expect(wire.count("reject")).toBe(0);
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  expect((await answering).direction).toBe("incoming");
});

test("an answer that was refused may be tried again while there is time", async () => {
  const { incoming, wire, tell } = await rung();
  wire.next("answer", refuse);
  await expect(incoming.answer()).rejects.toMatchObject({ code: "forbidden" });
  const again = incoming.answer();
  await again.accepted;
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  await again;
  expect(wire.count("answer")).toBe(2);
});

test("a call that can neither be answered nor rejected ends as no-answer, without asking on and on", async () => {
  const there = await rung();
  refuseAlways(there, "reject");
  await there.clock.advance(60_000);
  expect(there.wire.count("reject")).toBe(1);
  expect(there.events.at(-1)).toBe("call-ended:no-answer");
});
