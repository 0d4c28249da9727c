import { expect, test } from "vitest";
import type { CallingOptions } from "../interface/calling.js";
import type { IncomingCall } from "../interface/events.js";
import type { Operation } from "../interface/operation.js";
import { announced, inResponse } from "../testing/in-response.fixture.js";
import { twoInstances } from "../testing/instances.fixture.js";
import { type TestSignal, url } from "../testing/loopback.fixture.js";
import { openTelemetry } from "../testing/telemetry.fixture.js";

const agent = "+14255550142";

/** What the provider reads in a response: `respond` of the fixture wrote it. */
interface Said {
  readonly verb: string;
  readonly input?: unknown;
  readonly operationId?: string;
  readonly callbackUrl: string;
}

const nothing: Said = { verb: "nothing", callbackUrl: url };

type Ways = NonNullable<Parameters<typeof inResponse>[0]> &
  Pick<NonNullable<Parameters<typeof twoInstances>[0]>, "adapted" | "sealed">;

/**
 * A bot of two instances. Callers are announced to `b`, which holds the responses, and `a` has their calls: it is the first to see a hint.
 */
function bot(ways: Ways = {}, onUnhandled?: CallingOptions<never, unknown>["onUnhandled"]) {
  const more = onUnhandled === undefined ? {} : { onUnhandled };
  const { adapted = inResponse(ways), sealed = false } = ways;
  const world = twoInstances({ adapted, sealed, a: more, b: more });
  const { a, b, clock, wire, log } = world;
  const offers: IncomingCall[] = [];
  const failures: string[] = [];
  for (const { calling } of [a, b]) {
    calling.on("incoming", (offer) => {
      offers.push(offer);
      return new Promise((resolve) => offer.signal.addEventListener("abort", resolve, { once: true }));
    });
    calling.on("operation-failed", ({ verb, error }) => void failures.push(`${verb}: ${error.code}`));
  }
  const announce = async (at = b, signal?: AbortSignal) => {
    const responses: Said[] = [];
    const body = JSON.stringify([announced()]);
    const request = { method: "POST", headers: { "x-loopback": "secret" }, body, ...(signal ? { signal } : {}) };
    void at.calling.handle(new Request(url, request)).then(async (response) => {
      responses.push((await response.json()) as Said);
    });
    await clock.advance(0);
    return {
      /** What the response says; `nothing` while it is held. */
      said: () => responses[0] ?? nothing,
    };
  };
  return {
    ...world,
    offers,
    failures,
    announce,
    /** A caller is announced and offered. */
    async ring() {
      const response = await announce();
      const [offer] = offers.slice(-1);
      if (!offer) throw new Error("nobody was offered the caller");
      return { ...response, offer };
    },
    requests: () => wire.sent.map(({ verb }) => verb).filter((verb) => verb !== "inspect"),
    types: () => log.filter((line) => !/operation-|error/.test(line)),
  };
}

/** What becomes of an operation, step by step. */
function steps<T>(operation: Operation<T>): readonly string[] {
  const seen: string[] = [];
  operation.accepted.then(
    () => seen.push("accepted"),
    () => {},
  );
  operation.then(
    () => seen.push("completed"),
    (error) => seen.push(error.code),
  );
  return seen;
}

const state = (value: "connected" | "disconnected"): TestSignal => ({ kind: "state", state: value });

test("an answer that one instance makes is given in the response that another one holds, and nothing is sent", async () => {
  const { a, clock, ring, requests } = bot();
  const { offer, said } = await ring();
  await clock.advance(3000);
  expect(said()).toBe(nothing);
  const seen = steps(offer.answer());
  await clock.advance(0);
  expect(said()).toMatchObject({ verb: "answer", input: {} });
  expect(seen).toEqual(["accepted"]);
  await a.tell(said().callbackUrl, state("connected"));
  expect(seen).toEqual(["accepted", "completed"]);
  expect(requests()).toEqual([]);
});

test("a decision travels through a sealed store as well", async () => {
  const { clock, ring } = bot({ sealed: true });
  const { offer, said } = await ring();
  const seen = steps(offer.answer());
  await clock.advance(0);
  expect([said().verb, seen]).toEqual(["answer", ["accepted"]]);
});

test("a rejection in the response has the provider's own options, and ends the call", async () => {
  const { clock, ring, requests, types } = bot();
  const { offer, said } = await ring();
  const seen = steps(offer.reject("busy", { providerOptions: { loopback: { note: "at lunch" } } }));
  await clock.advance(0);
  expect(said()).toMatchObject({ verb: "reject", input: { reason: "busy" }, options: { note: "at lunch" } });
  expect(seen).toEqual(["accepted", "completed"]);
  expect([requests(), types()]).toEqual([[], ["a:incoming", "a:call-ended:rejected"]]);
});

test("a redirect in the response has its targets, and the verb's own operation id", async () => {
  const { clock, ring } = bot();
  const { offer, said } = await ring();
  const redirect = offer.redirect(agent);
  const seen = steps(redirect);
  await clock.advance(0);
  const to = [{ kind: "phone", number: agent }];
  expect(said()).toMatchObject({ verb: "redirect", input: { to }, operationId: redirect.id });
  expect(seen).toEqual(["accepted", "completed"]);
});

test("the decision is seen within a second when hints are lost", async () => {
  const { b, clock, ring } = bot();
  const { offer, said } = await ring();
  b.loseHints(true);
  void offer.answer();
  await clock.advance(1000);
  expect(said().verb).toBe("answer");
});

test("without a decision onUnhandled decides early enough for the response", async () => {
  for (const [onUnhandled, verb] of [["reject", "reject"] as const, [{ redirect: agent }, "redirect"] as const]) {
    const { clock, ring } = bot({}, onUnhandled);
    const { offer, said } = await ring();
    expect(offer.decideBy - offer.at.getTime()).toBe(8000);
    await clock.advance(7999);
    expect(said()).toBe(nothing);
    await clock.advance(1);
    expect(said().verb).toBe(verb);
  }
});

test("a call that can be decided later too is still offered after the response, and the decision is sent", async () => {
  const { clock, ring, requests, wire, a } = bot({ laterWithinMs: 30_000 });
  const { offer, said } = await ring();
  expect(offer.decideBy - offer.at.getTime()).toBe(29_000);
  await clock.advance(8999);
  expect(said()).toBe(nothing);
  await clock.advance(1);
  expect(said().verb).toBe("busy");
  const seen = steps(offer.answer());
  await clock.advance(0);
  expect([requests(), seen]).toEqual([["answer"], ["accepted"]]);
  await a.tell(wire.last("answer").context.callbackUrl, state("connected"));
  expect(seen).toEqual(["accepted", "completed"]);
});

test("what the announcement says of the time to decide counts before the limit of the adapter", async () => {
  for (const [answerWithinMs, leftMs] of [[30_000, 29_000] as const, [10_000, 8000] as const]) {
    const { b, clock, offers } = bot({ laterWithinMs: answerWithinMs === 30_000 ? 5000 : 60_000 });
    const body = JSON.stringify([announced({ answerWithinMs })]);
    void b.calling.handle(new Request(url, { method: "POST", headers: { "x-loopback": "secret" }, body }));
    await clock.advance(0);
    expect(offers.map(({ decideBy, at }) => decideBy - at.getTime())).toEqual([leftMs]);
  }
});

test("a decision that misses the response by a moment is sent", async () => {
  const { requests, said, seen } = await missed(bot({ laterWithinMs: 30_000 }));
  expect(said().verb).toBe("busy");
  expect([requests(), seen]).toEqual([["answer"], ["accepted"]]);
});

test("a decision that misses the response fails with conflict where it cannot be sent", async () => {
  const { seen, failures, requests } = await missed(bot());
  expect([seen, requests(), failures]).toEqual([["conflict"], [], ["answer: conflict"]]);
});

test("a decision that missed the response fails with conflict, also if that is known only when the ring is over", async () => {
  const { b, clock, ring, types } = bot();
  const { offer } = await ring();
  await clock.advance(7500);
  b.cut(true);
  const seen = steps(offer.answer());
  await clock.advance(3500);
  b.cut(false);
  await clock.advance(1000);
  expect([seen, types()]).toEqual([["conflict"], ["a:incoming", "a:call-ended:no-answer"]]);
});

/** The instance that holds the response does not hear of the decision in time. */
async function missed(world: ReturnType<typeof bot>) {
  const { b, clock, ring } = world;
  const { offer, said } = await ring();
  await clock.advance(7500);
  b.loseHints(true);
  b.hide(true);
  const seen = steps(offer.answer());
  await clock.advance(2000);
  return { ...world, said, seen };
}

test("a provider that asks again gets a decision that was made in between", async () => {
  const { clock, ring, announce, requests } = bot({ awaits: { asksAgain: true } });
  const { offer, said } = await ring();
  await clock.advance(9000);
  expect(said().verb).toBe("busy");
  const seen = steps(offer.answer());
  await clock.advance(1000);
  expect([seen, requests()]).toEqual([[], []]);
  const again = await announce();
  expect(again.said().verb).toBe("answer");
  expect(seen).toEqual(["accepted"]);
});

test("a decision for a provider that does not ask again as it said fails with timeout", async () => {
  const { clock, ring, types } = bot({ awaits: { asksAgain: true } });
  const { offer } = await ring();
  await clock.advance(9000);
  const seen = steps(offer.reject());
  await clock.advance(15_000);
  expect([seen, types()]).toEqual([["timeout"], ["a:incoming", "a:call-ended:no-answer"]]);
});

test("an announcement that is repeated gets the same decision: while it waits, after it was given, and on another instance", async () => {
  const { a, clock, ring, announce, offers } = bot();
  const { offer, said } = await ring();
  const meanwhile = await announce();
  const seen = steps(offer.answer());
  await clock.advance(0);
  expect(meanwhile.said()).toEqual(said());
  await a.tell(said().callbackUrl, state("connected"));
  const [later, elsewhere] = [await announce(), await announce(a)];
  expect([later.said(), elsewhere.said()]).toEqual([said(), said()]);
  expect([offers.length, seen]).toEqual([1, ["accepted", "completed"]]);
});

test("if the instance that holds the response dies, the outcome of a decision is unknown, and it is not sent", async () => {
  const { b, clock, ring, failures, requests } = bot({ laterWithinMs: 60_000 });
  const { offer } = await ring();
  b.cut(true);
  const seen = steps(offer.answer());
  await clock.advance(13_999);
  expect(seen).toEqual([]);
  await clock.advance(1);
  expect([seen, failures, requests()]).toEqual([["outcome-unknown"], ["answer: outcome-unknown"], []]);
});

test("a decision whose outcome is unknown stands: the call connects if it was given, and a repeated announcement gets it", async () => {
  const { a, b, clock, ring, announce, types } = bot({ laterWithinMs: 60_000 });
  const { offer } = await ring();
  b.cut(true);
  void offer.answer();
  await clock.advance(14_000);
  const again = await announce(a);
  expect(again.said().verb).toBe("answer");
  await a.tell(again.said().callbackUrl, state("connected"));
  expect(types()).toEqual(["a:incoming", "a:call-connected"]);
});

test("if the instance that decided dies, the decision is given all the same, and the next one has the call", async () => {
  const { a, b, clock, ring, requests, types } = bot({ laterWithinMs: 60_000 });
  const { offer, said } = await ring();
  b.loseHints(true);
  void offer.answer();
  await clock.advance(0);
  a.cut(true);
  b.loseHints(false);
  await clock.advance(1000);
  expect(said().verb).toBe("answer");
  await clock.advance(41_000);
  await b.tell(said().callbackUrl, state("connected"));
  expect([requests(), types()]).toEqual([[], ["a:incoming", "b:call-recovered", "b:call-connected"]]);
});

test("a sender that breaks the connection gets nothing: the decision is sent, or fails with conflict", async () => {
  for (const [laterWithinMs, outcome] of [[30_000, "accepted"] as const, [undefined, "conflict"] as const]) {
    const { clock, announce, offers, b } = bot(laterWithinMs === undefined ? {} : { laterWithinMs });
    const connection = new AbortController();
    await announce(b, connection.signal);
    connection.abort();
    await clock.advance(0);
    const [offer] = offers;
    const seen = offer ? steps(offer.answer()) : [];
    await clock.advance(0);
    expect(seen).toEqual([outcome]);
  }
});

test("a caller who hangs up ends the wait", async () => {
  const { a, clock, ring, types } = bot();
  const { said } = await ring();
  await a.tell(url, { ...state("disconnected"), providerCallId: "p1" });
  await clock.advance(1000);
  expect([said().verb, types()]).toEqual(["busy", ["a:incoming", "a:call-ended:canceled"]]);
});

test("an instance that closes gives what it holds five seconds, and then responds without a decision", async () => {
  const { b, clock, ring, announce } = bot();
  const { said } = await ring();
  const other = await announce();
  void b.calling.close();
  await clock.advance(4999);
  expect(said()).toBe(nothing);
  await clock.advance(1);
  expect([said().verb, other.said().verb]).toEqual(["busy", "busy"]);
});

test("a decision that another instance makes while this one closes is still given in the response", async () => {
  const { b, clock, ring } = bot();
  const { offer, said } = await ring();
  void b.calling.close();
  await clock.advance(2000);
  const seen = steps(offer.answer());
  await clock.advance(0);
  expect([said().verb, seen]).toEqual(["answer", ["accepted"]]);
});

test("an instance is closed once the call knows what became of the responses that it held", async () => {
  const { b, clock, ring } = bot();
  await ring();
  let closed = false;
  void b.calling.close().then(() => {
    closed = true;
  });
  await clock.advance(4999);
  b.cut(true);
  await clock.advance(2000);
  expect(closed).toBe(false);
  b.cut(false);
  await clock.advance(1000);
  expect(closed).toBe(true);
});

test("an instance that closes alone rejects the caller in the response", async () => {
  const { a, b, clock, announce } = bot();
  await b.calling.close();
  const { said } = await announce(a);
  void a.calling.close({ atDeadline: "hang-up", drainMs: 0 });
  await clock.advance(5000);
  expect(said()).toMatchObject({ verb: "reject" });
});

test("a decision that the provider takes by a request alone is sent while the response is held, which then has none", async () => {
  const adapted = inResponse({ laterWithinMs: 30_000 });
  const { clock, ring, requests } = bot({
    adapted: (adapter) => {
      const { verbs, ...rest } = adapted(adapter);
      const { redirect } = adapter.verbs;
      return { ...rest, verbs: { ...verbs, ...(redirect ? { redirect } : {}) } };
    },
  });
  const { offer, said } = await ring();
  void offer.redirect(agent);
  await clock.advance(0);
  expect([requests(), said().verb]).toEqual([["redirect"], "busy"]);
});

test("an announcement that is repeated when the call is forgotten gets the response without a decision, as soon as that is certain", async () => {
  const { clock, ring, announce, offers } = bot({ awaits: { withinMs: 60_000 } });
  const { offer } = await ring();
  await offer.reject();
  await clock.advance(2 * 60 * 60_000);
  const again = await announce();
  await clock.advance(30_000);
  expect([again.said().verb, offers.length]).toEqual(["busy", 1]);
});

test("a held response counts as no event", async () => {
  await using telemetry = openTelemetry();
  const { ring, announce } = bot();
  await ring();
  await announce();
  expect(await telemetry.count("trunkline.events.accepted", { "trunkline.provider": "loopback" })).toBe(1);
  expect(await telemetry.count("trunkline.events.duplicate", { "trunkline.provider": "loopback" })).toBe(1);
});
