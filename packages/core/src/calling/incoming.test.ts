import { expect, test } from "vitest";
import type { IncomingCall } from "../interface/events.js";
import type { Store } from "../store/store.js";
import { url, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { phone } from "../words/to-party.js";

test("an incoming call is answered, connects, and the answer yields the call", async () => {
  const { calling, wire, ring, tell } = world();
  const answered = new Promise((resolve) =>
    calling.on("incoming", (incoming) => incoming.answer({ data: { step: 1 } }).then(resolve)),
  );
  await ring();
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  const call = (await answered) as Awaited<ReturnType<IncomingCall["answer"]>>;
  expect(await call.data.get()).toEqual({ step: 1 });
  expect(call.from).toEqual({ kind: "phone", number: "+14255550123" });
});

test("the same incoming call delivered twice is offered once", { tags: "events/incoming-once" }, async () => {
  const { calling, events, ring } = world();
  calling.on("incoming", () => {});
  await ring("same");
  await ring("same");
  expect(events.filter((event) => event === "incoming")).toHaveLength(1);
});

test("the same incoming call delivered again long after it is forgotten is not offered", {
  tags: "events/incoming-once",
}, async () => {
  const { calling, ring, events, tell, wire, clock } = world();
  calling.on("incoming", (incoming) => void incoming.answer());
  const id = await ring();
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", id: "ended", state: "disconnected" });
  const known = [...events];
  await clock.advance(2 * 60 * 60_000);
  await ring(id);
  await clock.advance(60_000);
  expect(events).toEqual(known);
});

test("an incoming call that the store did not accept is offered when it is delivered again", async () => {
  let away = true;
  const through = (store: Store): Store => ({
    ...store,
    accept: async (...given) => {
      if (away) throw new CallingError("store-unavailable", "away");
      return store.accept(...given);
    },
  });
  const { ring, events } = world({ through });
  const id = await ring();
  expect(events).toEqual([]);
  away = false;
  await ring(id);
  expect(events).toContain("incoming");
});

test("a second decision is a conflict", async () => {
  const { calling, ring } = world();
  const seen: IncomingCall[] = [];
  calling.on("incoming", (incoming) => void seen.push(incoming));
  await ring();
  const [incoming] = seen;
  const answering = incoming?.answer();
  await expect(incoming?.reject()).rejects.toMatchObject({ code: "conflict" });
  expect(answering).toBeDefined();
});

test("answering again joins the answer that is under way", async () => {
  const { calling, wire, ring, tell } = world();
  const seen: IncomingCall[] = [];
  calling.on("incoming", (incoming) => void seen.push(incoming));
  await ring();
  const first = seen[0]?.answer();
  await first?.accepted;
  const second = seen[0]?.answer();
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  expect(await second).toBe(await first);
  expect(wire.count("answer")).toBe(1);
});

test("an unknown reason for rejecting is refused, and the call can still be answered", async () => {
  const { calling, wire, ring } = world();
  const seen: IncomingCall[] = [];
  calling.on("incoming", (incoming) => void seen.push(incoming));
  await ring();
  const sleepy: "busy" = JSON.parse('"asleep"');
  await expect(seen[0]?.reject(sleepy)).rejects.toMatchObject({ code: "invalid-request" });
  await seen[0]?.answer().accepted;
  expect(wire.sent.map(({ verb }) => verb)).toEqual(["answer"]);
});

test("a call that the bot does not decide about in time is rejected, and its signal aborts", async () => {
  const { calling, wire, ring, clock, events } = world({ limits: { answerWithinMs: 15_000 } });
  const seen: IncomingCall[] = [];
  calling.on("incoming", (incoming) => void seen.push(incoming));
  await ring();
  await clock.advance(13_999);
  expect(seen[0]?.signal.aborted).toBe(false);
  await clock.advance(1);
  expect(seen[0]?.signal.aborted).toBe(true);
  expect(wire.last("reject").input).toEqual({ reason: "declined" });
  expect(events).toContain("call-ended:rejected");
});

test("a bot without a handler rejects at once", async () => {
  const { wire, ring } = world();
  await ring();
  expect(wire.count("reject")).toBe(1);
});

test("onUnhandled can send the call on instead", async () => {
  const { wire, ring } = world({ onUnhandled: { redirect: "+14255550199" } });
  await ring();
  expect(wire.last("redirect").input).toEqual({ to: [{ kind: "phone", number: "+14255550199" }] });
});

test("a call that arrives after its deadline is delivered as ended and never as incoming", async () => {
  const { calling, events, tell, clock, wire } = world();
  calling.on("incoming", () => {});
  await tell(url, {
    kind: "incoming",
    id: "incoming",
    providerCallId: "late",
    at: clock.now() - 6 * 60_000,
    redelivered: true,
    from: { kind: "unknown", rawId: "x" },
    to: { kind: "unknown", rawId: "y" },
  });
  expect(events).toEqual(["call-ended:no-answer"]);
  expect(wire.sent).toEqual([]);
});

test("a handler that throws causes an `error` event, and the undecided call is rejected", {
  tags: "events/handler-throws",
}, async () => {
  const { calling, wire, ring, events } = world();
  calling.on("incoming", () => {
    throw new Error("broken");
  });
  await ring();
  expect(events).toContain("error:Error: broken");
  expect(wire.count("reject")).toBe(1);
});

test("a handler that throws after the answer causes a hang-up", { tags: "events/handler-throws" }, async () => {
  const { calling, wire, ring, tell } = world();
  calling.on("incoming", async (incoming) => {
    await incoming.answer();
    throw new Error("broken");
  });
  await ring();
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  expect(wire.count("hangUp")).toBe(1);
});

test("with onHandlerError keep, a handler that throws causes an `error` event, and the line stays", async () => {
  const { calling, wire, ring, tell, events } = world({ onHandlerError: "keep" });
  calling.on("incoming", async (incoming) => {
    await incoming.answer();
    throw new Error("broken");
  });
  await ring();
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  expect(events).toContain("error:Error: broken");
  expect(wire.count("hangUp")).toBe(0);
});

test("a caller who gave up aborts the signal, and an answer is refused as ended", async () => {
  const { calling, ring, tell } = world();
  const seen: IncomingCall[] = [];
  calling.on("incoming", (incoming) => void seen.push(incoming));
  const id = await ring();
  await tell(url, { kind: "state", id: "ended", state: "disconnected", providerCallId: id });
  expect(seen[0]?.signal.aborted).toBe(true);
  await expect(seen[0]?.answer()).rejects.toMatchObject({ code: "call-ended" });
});

test("too many or too few redirect targets, and a ring time out of range, are refused before any request", async () => {
  const { calling, wire, ring } = world({
    limits: { redirectTargets: 25, redirectRingMs: { min: 15_000, max: 90_000 } },
  });
  const seen: IncomingCall[] = [];
  calling.on("incoming", (incoming) => void seen.push(incoming));
  await ring();
  const many = Array.from({ length: 26 }, () => "+14255550199" as const);
  for (const attempt of [
    seen[0]?.redirect(many),
    seen[0]?.redirect("+14255550199", { ringMs: 14_000 }),
    seen[0]?.redirect("+14255550199", { ringMs: 91_000 }),
  ]) {
    const error = await attempt?.catch((thrown: unknown) => thrown);
    expect(CallingError.is(error) && error.code).toBe("invalid-request");
  }
  expect(wire.count("redirect")).toBe(0);
});

test("a handler whose call ends meanwhile causes no error", async () => {
  const { calling, wire, ring, tell, events } = world();
  calling.on("incoming", async (incoming) => {
    const call = await incoming.answer();
    await call.play({ url: "https://cdn.example/long.wav" });
  });
  const id = await ring();
  const address = wire.last("answer").context.callbackUrl;
  await tell(address, { kind: "state", state: "connected", providerCallId: id });
  await tell(address, { kind: "state", id: "ended", state: "disconnected", providerCallId: id });
  expect(events.filter((event) => event.startsWith("error"))).toEqual([]);
  expect(events).toContain("call-ended:remote-hung-up");
});

test("a call can be redirected three times in a row and no more", async () => {
  const { calling, tell, events, wire } = world();
  calling.on("incoming", (incoming) => incoming.redirect("+14255550199"));
  for (const id of ["a", "b", "c", "d"]) {
    await tell(url, {
      kind: "incoming",
      id: "incoming",
      providerCallId: id,
      chainId: "chain",
      from: phone("+14255550123"),
      to: phone("+14255550100"),
    });
  }
  expect(wire.count("redirect")).toBe(3);
  expect(events.some((event) => event.includes("sent on 3 times"))).toBe(true);
  expect(wire.count("reject")).toBe(1);
});
