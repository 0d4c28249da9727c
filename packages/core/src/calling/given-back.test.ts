import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { OperationSignal } from "../adapter/signal.js";
import type { CallingOptions } from "../interface/calling.js";
import type { IncomingCall } from "../interface/events.js";
import { twoInstances } from "../testing/instances.fixture.js";
import { type TestSignal, url } from "../testing/loopback.fixture.js";

const [agent, other] = ["+14255550142", "+14255550143"] as const;
const busy = { code: 486, subcode: 0, message: "busy here" };
/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;

/** The provider reports what becomes of a redirect while the caller waits. */
function reporting(adapter: Adapter): Adapter {
  const { redirect } = adapter.verbs;
  if (!redirect) throw new Error("there is no redirect");
  const patient = { ...redirect, completes: "signal", completesWithinMs: 120_000 } as const;
  return { ...adapter, limits: { answerWithinMs: 60_000 }, verbs: { ...adapter.verbs, redirect: patient } };
}

const caught = (work: Promise<unknown>) => work.catch((error: unknown) => error);

/** A caller rings a bot of two instances. Every offer is handed to `decide`. */
async function rung(
  decide: (offer: IncomingCall) => unknown = () => {},
  adapted = reporting,
  onUnhandled: CallingOptions<Adapter, unknown>["onUnhandled"] = "reject",
) {
  const world = twoInstances({ adapted, a: { onUnhandled }, b: { onUnhandled } });
  const { a, b, clock, wire, log } = world;
  const offers: IncomingCall[] = [];
  for (const { calling } of [a, b]) {
    calling.on("incoming", (offer) => {
      offers.push(offer);
      return decide(offer);
    });
  }
  const from = { kind: "phone", number: agent } as const;
  await a.tell(url, { kind: "incoming", id: "incoming", providerCallId: "in", from, to: from });
  const redirects = () => wire.sent.filter(({ verb }) => verb === "redirect").map(({ context }) => context);
  return {
    ...world,
    offers,
    redirects,
    ends: () => log.filter((line) => line.includes("call-ended")),
    /** The provider reports the end of a redirect, the last one by default. */
    async report(outcome: OperationSignal["outcome"] = "failed", nth = -1, to = a) {
      const { operationId, callbackUrl } = redirects().at(nth) ?? wire.last("redirect").context;
      const signal: TestSignal = { kind: "operation", verb: "redirect", operationId };
      await to.tell(callbackUrl, { ...signal, outcome, ...(outcome === "failed" ? { result: busy } : {}) });
      await clock.advance(0);
    },
  };
}

test("a redirect of onUnhandled that fails is the last: the caller is rejected, and by the next instance if this one dies", async () => {
  for (const dies of [false, true]) {
    const { a, b, clock, report, wire, offers, ends } = await rung(undefined, reporting, { redirect: agent });
    await clock.advance(59_000);
    expect(wire.count("redirect")).toBe(1);
    wire.next("inspect", () => ({ found: { state: "alive" } }));
    if (dies) a.cut(true);
    await clock.advance(takeoverMs);
    await report("failed", -1, dies ? b : a);
    expect([wire.count("redirect"), wire.count("reject"), offers.length]).toEqual([1, 1, 1]);
    expect(ends()).toEqual([`${dies ? "b" : "a"}:call-ended:rejected`]);
  }
});

test("a caller whose redirect fails is offered again, with the reason and all the time of a new call", async () => {
  const { offers, clock, report, log } = await rung();
  const failed = caught(offers[0]?.redirect(agent) ?? Promise.resolve());
  await clock.advance(60_000);
  const at = clock.now();
  await report();
  expect(await failed).toMatchObject({
    code: "operation-failed",
    verb: "redirect",
    reason: { kind: "busy", code: 486 },
  });
  expect(offers).toHaveLength(2);
  const [first, again] = offers;
  expect(again).toMatchObject({ ref: first?.ref, attempt: 1, returned: { kind: "busy", code: 486 } });
  expect(again?.decideBy).toBe(at + 59_000);
  expect(first?.returned).toBeUndefined();
  expect([first?.signal.aborted, again?.signal.aborted]).toEqual([true, false]);
  expect(log.filter((line) => line.includes("call-ended"))).toEqual([]);
});

test("the bot may answer the caller then, and the call ends as any other", async () => {
  const { offers, clock, report, wire, a, ends } = await rung();
  void caught(offers[0]?.redirect(agent) ?? Promise.resolve());
  await clock.advance(0);
  await report();
  const answering = offers[1]?.answer();
  await clock.advance(0);
  const { callbackUrl } = wire.last("answer").context;
  await a.tell(callbackUrl, { kind: "state", state: "connected" });
  await answering;
  await a.tell(callbackUrl, { kind: "state", id: "ended", state: "disconnected" });
  expect(ends()).toEqual(["a:call-ended:remote-hung-up"]);
});

test("a handler that throws because its redirect failed does not decide about the next offer", async () => {
  const { clock, report, wire, offers } = await rung((offer) => (offer.returned ? undefined : offer.redirect(agent)));
  await clock.advance(0);
  await report();
  await clock.advance(1000);
  expect([offers.length, wire.count("reject")]).toEqual([2, 0]);
});

test("a redirect to the same target is sent again, also at once", async () => {
  const { clock, report, redirects } = await rung((offer) => caught(offer.redirect(agent)));
  await clock.advance(0);
  await report();
  expect(redirects()).toHaveLength(2);
  expect(new Set(redirects().map(({ operationId }) => operationId)).size).toBe(2);
});

test("the same redirect asked for twice after one that failed is one", async () => {
  const ids: string[] = [];
  const { clock, report, redirects } = await rung(async (offer) => {
    for (let time = 0; time < 2; time++) {
      const redirecting = offer.redirect(agent);
      void caught(redirecting);
      ids.push(redirecting.id);
      // So that the end of the one that failed is known.
      for (let turns = 0; turns < 3; turns++) await Promise.resolve();
    }
  });
  await clock.advance(0);
  await report();
  const [first, , second] = ids;
  expect(ids).toEqual([first, first, second, second]);
  expect(redirects().map(({ operationId }) => operationId)).toEqual([first, second]);
});

test("a call is offered three times, and then it is for onUnhandled", async () => {
  const { clock, report, wire, offers, ends } = await rung((offer) => caught(offer.redirect(agent)));
  for (let time = 0; time < 3; time++) {
    await clock.advance(0);
    expect(wire.count("reject")).toBe(0);
    await report();
  }
  expect([offers.length, wire.count("redirect"), wire.count("reject")]).toEqual([3, 3, 1]);
  expect(ends()).toEqual(["a:call-ended:rejected"]);
});

test("an offer after a redirect that nothing decides is for onUnhandled when its time is up", async () => {
  const { clock, report, wire, offers } = await rung();
  void caught(offers[0]?.redirect(agent) ?? Promise.resolve());
  await clock.advance(60_000);
  await report();
  await clock.advance(58_999);
  expect([wire.count("reject"), offers[1]?.signal.aborted]).toEqual([0, false]);
  await clock.advance(1);
  expect([wire.count("reject"), offers[1]?.signal.aborted]).toEqual([1, true]);
});

test("a redirect that the provider cancels gives the caller back, and one that it completes does not", async () => {
  for (const [outcome, count] of [
    ["canceled", 2],
    ["completed", 1],
  ] as const) {
    const { offers, clock, report } = await rung();
    void caught(offers[0]?.redirect(agent) ?? Promise.resolve());
    await clock.advance(0);
    await report(outcome);
    expect(offers).toHaveLength(count);
  }
});

test("a redirect that fails before the answer to its request arrives gives the caller back too", async () => {
  const { offers, clock, report, wire, ends, a } = await rung();
  let answer = () => {};
  wire.next("redirect", () => new Promise((resolve) => (answer = () => resolve({}))));
  const failed = caught(offers[0]?.redirect(agent) ?? Promise.resolve());
  await clock.advance(0);
  await report();
  answer();
  await clock.advance(0);
  expect(await failed).toMatchObject({ code: "operation-failed" });
  expect(offers.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  const { callbackUrl } = wire.last("redirect").context;
  await a.tell(callbackUrl, { kind: "state", id: "ended", state: "disconnected" });
  expect(ends()).toEqual(["a:call-ended:canceled"]);
});

test("a redirect that is over here by its acceptance gives the caller back all the same, once", async () => {
  const { offers, clock, report, redirects } = await rung(undefined, (adapter) => adapter);
  await offers[0]?.redirect(agent);
  await report();
  expect(offers).toHaveLength(2);
  await offers[1]?.redirect(other);
  await report("failed", 0);
  await clock.advance(0);
  expect([offers.length, redirects().length]).toEqual([2, 2]);
});

test("an instance that takes over a call that was given back offers it as it is now, once", async () => {
  const forever = new Promise(() => {});
  const { a, clock, report, offers, log } = await rung((offer) =>
    offer.returned ? forever : caught(offer.redirect(agent)).then(() => forever),
  );
  await clock.advance(0);
  await report();
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(log.filter((line) => line.startsWith("b:"))).toEqual(["b:incoming"]);
  expect(offers[2]).toMatchObject({ attempt: 2, returned: { kind: "busy" } });
});

test("a redirect whose instance dies gives the caller back to the next one", async () => {
  const { a, b, clock, report, offers, log, wire } = await rung();
  wire.next("inspect", () => ({ found: { state: "ringing" } }));
  void caught(offers[0]?.redirect(agent) ?? Promise.resolve());
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs);
  await report("failed", -1, b);
  expect(log.filter((line) => line === "b:incoming")).toHaveLength(1);
  expect(offers[1]?.returned).toMatchObject({ kind: "busy" });
});
