import { afterEach, beforeEach, expect, test } from "vitest";
import type { IncomingCall } from "../interface/events.js";
import { connectedOnA } from "../testing/instances.fixture.js";
import { url, type World, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";
import type { PhoneParty } from "../words/party.js";

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(() => void process.off("unhandledRejection", note));

/** A number as it may come from a form. */
const wrong = (number: string): PhoneParty => JSON.parse(JSON.stringify({ kind: "phone", number }));
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

test("a redirect and a reject that both fail are reported as events, and do not end the process", {
  tags: "operations/unhandled",
}, async () => {
  const there = world({ onUnhandled: { redirect: "+14255550199" } });
  refuseAlways(there, "redirect");
  refuseAlways(there, "reject");
  await there.ring();
  await there.clock.advance(100);
  expect(there.events.filter((event) => event === "operation-failed")).toHaveLength(2);
  expect(unhandled).toEqual([]);
});

test("a caller who gives up during a redirect causes no unhandled rejection", async () => {
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

test("a call that can neither be answered nor rejected ends as no-answer, without endless requests", async () => {
  const there = await rung();
  refuseAlways(there, "reject");
  await there.clock.advance(60_000);
  expect(there.wire.count("reject")).toBe(1);
  expect(there.events.at(-1)).toBe("call-ended:no-answer");
});

test("a wrong request that is not awaited does not end the process, and causes an `error` event and a log line", {
  tags: "operations/unhandled",
}, async () => {
  const { calling, events, settle } = world({ logger: false });
  calling.create({ to: wrong("0171 1234") });
  calling.join({ kind: "meeting-id", id: "" });
  calling.get("no ref");
  calling.close({ drainMs: -1 });
  await settle();
  await settle();
  expect(unhandled).toEqual([]);
  expect(events).toHaveLength(4);
  expect(events.every((event) => event.startsWith("error:CallingError"))).toBe(true);
});

test("the same, awaited, is thrown there and reported nowhere else", async () => {
  const { calling, events, clock } = world({ logger: false });
  await expect(calling.create({ to: wrong("0171 1234") })).rejects.toMatchObject({ code: "invalid-request" });
  await calling.get("no ref").catch(() => {});
  await expect(Promise.all([calling.join({ kind: "meeting-id", id: "" })])).rejects.toThrow("join");
  await clock.advance(1000);
  expect(events).toEqual([]);
});

test("a log line says so, without the number", async () => {
  const lines: string[] = [];
  const error = (fields: object, message?: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const quiet = () => {};
  const { calling, settle } = world({ logger: { debug: quiet, info: quiet, warn: quiet, error } });
  calling.create({ to: wrong("+1 (425) 555 0123 ext") });
  await settle();
  await settle();
  expect(lines).toEqual([expect.stringContaining("a promise rejected that the bot did not await")]);
  expect(lines.join()).not.toMatch(/425|0123/);
});

test("data written and not awaited on a call that another instance has does not end the process, and causes no error", async () => {
  const { a, call, clock, log } = await connectedOnA();
  await a.calling.close({ drainMs: 0 });
  await clock.advance(0);
  call.data.set({ step: "menu" });
  call.data.update(() => ({ step: "menu" }));
  call.snapshot();
  call.play({ url: "https://cdn.example/a.wav" }).cancel();
  await clock.advance(1000);
  expect(unhandled).toEqual([]);
  expect(log.filter((line) => line.endsWith(":error"))).toEqual([]);
});

test("the handle of an instance that lost a call reports its end when the call is over", {
  tags: "instances/ended-resolves",
}, async () => {
  const { a, b, call, clock, address } = await connectedOnA();
  const reasons: unknown[] = [];
  call.ended.then((reason) => reasons.push(reason.kind));
  a.cut(true);
  await clock.advance(45_000);
  a.cut(false);
  await clock.advance(20_000);
  expect(call.signal.reason).toMatchObject({ code: "superseded" });
  expect(reasons).toEqual([]);
  const asked = call.ended;
  await b.tell(address, { kind: "state", state: "disconnected" });
  await clock.advance(1000);
  expect(reasons).toEqual(["remote-hung-up"]);
  expect(await asked).toMatchObject({ kind: "remote-hung-up" });
  expect(unhandled).toEqual([]);
});

test("the end of a call that was handed over stays open on the instance that has closed, and does not end the process", {
  tags: "operations/unhandled",
}, async () => {
  const { a, b, call, clock, address } = await connectedOnA();
  const reasons: unknown[] = [];
  call.ended.then((reason) => reasons.push(reason.kind));
  await a.calling.close({ drainMs: 0 });
  await b.tell(address, { kind: "state", state: "disconnected" });
  await clock.advance(60_000);
  expect(unhandled).toEqual([]);
  expect(reasons).toEqual([]);
});

test("a handle of a call elsewhere that fails because the store is away does not end the process, and is reported", async () => {
  const { b, call, clock, log } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  b.cut(true);
  remote.snapshot();
  remote.participants();
  remote.data.get();
  remote.data.set({ step: "menu" });
  await clock.advance(16_000);
  expect(unhandled).toEqual([]);
  // One each, and one of the outage.
  expect(log.filter((line) => line === "b:error")).toHaveLength(5);
});

test("a store that is away while another instance awaits the end of a call is asked again", {
  tags: "instances/ended-resolves",
}, async () => {
  const { a, b, call, clock, address } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  const ended = remote.ended;
  b.cut(true);
  await clock.advance(5000);
  await a.tell(address, { kind: "state", state: "disconnected" });
  b.cut(false);
  await clock.advance(1000);
  expect(await ended).toMatchObject({ kind: "remote-hung-up" });
});
