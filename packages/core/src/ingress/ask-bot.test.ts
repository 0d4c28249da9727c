import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import type { JoiningDecision } from "../adapter/optional.js";
import { manualClock } from "../base/clock.js";
import type { CallingOptions } from "../interface/calling.js";
import { memoryStore } from "../store/memory-store.js";
import { Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";
import { answerAsk, type BotPorts, redirectElsewhere } from "./ask-bot.js";

const west = new URL("https://west.example.com/calls");
const noParty = { kind: "unknown", rawId: "x" } as const;
const incoming: TestSignal = { kind: "incoming", id: "incoming", providerCallId: "p1", from: noParty, to: noParty };

/** A bot whose provider takes calls to wherever a 302 says, or does not. */
function bot(
  onIncomingRequest: NonNullable<CallingOptions<Adapter, unknown>["onIncomingRequest"]>,
  followsRedirects = true,
) {
  const adapter = loopbackAdapter(new Loopback());
  const made = world({ adapter: { ...adapter, webhook: { ...adapter.webhook, followsRedirects } }, onIncomingRequest });
  made.calling.on("incoming", () => {});
  return made;
}

test("an incoming call goes where the bot says, and nothing of it stays here", async () => {
  const { tell, events, calling } = bot(({ url: asked }) => (asked.href === url ? west : undefined));
  const { status, headers } = await tell(url, incoming);
  expect({ status, location: headers.get("location") }).toEqual({ status: 302, location: west.href });
  expect(events).toEqual([]);
  for await (const ref of calling.list()) expect.unreachable(`${ref} is kept here`);
});

test("it stays when the bot says nothing", async () => {
  const { tell, events } = bot(() => undefined);
  expect((await tell(url, incoming)).status).toBe(202);
  expect(events).toEqual(["incoming"]);
});

test("it stays when the bot throws, which is an error event", async () => {
  const { tell, events } = bot(() => Promise.reject(new Error("no map")));
  expect((await tell(url, incoming)).status).toBe(202);
  expect(events).toEqual(["error:Error: no map", "incoming"]);
});

test("it stays where the provider follows no 302: the call would be lost", async () => {
  const { tell, events } = bot(() => west, false);
  expect((await tell(url, incoming)).status).toBe(202);
  expect(events).toEqual(["incoming"]);
});

test("nothing but incoming calls is asked about", async () => {
  const { tell } = bot(() => west);
  expect((await tell(url, { kind: "unrecognized", id: "u", type: "news" })).status).toBe(202);
});

/** A connected call, and a sender who asks at its address whether somebody may join. */
async function asked(
  onParticipantJoining: NonNullable<CallingOptions<Adapter, unknown>["onParticipantJoining"]>,
  atItsAddress = true,
) {
  const adapter = loopbackAdapter(new Loopback());
  const webhook: Adapter["webhook"] = {
    ...adapter.webhook,
    parse: (inbound, principal) => {
      if (!inbound.url.searchParams.has("joining")) return adapter.webhook.parse(inbound, principal);
      const call = inbound.callKey === undefined ? { alias: "p" } : { key: inbound.callKey };
      const reply = (decision: JoiningDecision) => ({ status: 200, body: JSON.stringify(decision) });
      return { signals: [], ask: { kind: "participant-joining", call, withinMs: 5000, reply } };
    },
  };
  const wire = new Loopback();
  const there = world({ adapter: { ...loopbackAdapter(wire), webhook }, onParticipantJoining });
  const call = await there.calling.create({ to: "+14255550123", from: "+14255550100" });
  const address = atItsAddress ? wire.last("create").context.callbackUrl : url;
  const answer = await there.tell(`${address}?joining`);
  return { call, events: there.events, decision: await answer.json() };
}

test("the bot is asked by the call's ref whether a participant may join, and its decision is the response", async () => {
  const refs: unknown[] = [];
  const { call, decision } = await asked(({ ref }) => {
    refs.push(ref);
    return { refuse: "no recording today" };
  });
  expect(decision).toEqual({ refuse: "no recording today" });
  expect(refs).toEqual([call.ref]);
});

test("a question that comes to no call's address names no call", async () => {
  const refs: unknown[] = [];
  const { decision } = await asked(({ ref }) => {
    refs.push(ref);
    return { admit: true };
  }, false);
  expect({ decision, refs }).toEqual({ decision: { admit: true }, refs: [undefined] });
});

test("the participant is admitted when the bot throws, which is an error event", async () => {
  const { events, decision } = await asked(() => Promise.reject(new Error("no policy")));
  expect(decision).toEqual({ admit: true });
  expect(events).toContain("error:Error: no policy");
});

test("the participant is admitted when the bot does not decide in time, and its signal aborts", async () => {
  let aborted = false;
  const { decision } = await asked(({ signal }) => {
    signal.addEventListener("abort", () => {
      aborted = true;
    });
    return new Promise(() => {});
  });
  expect({ decision, aborted }).toEqual({ decision: { admit: true }, aborted: true });
});

/** What asking needs, without a bot: it counts what the bot's functions threw. */
function ports(options: BotPorts["options"], intake: BotPorts["actors"]["intake"] = "open") {
  const clock = manualClock({ start: 0 });
  const thrown: unknown[] = [];
  const handlerThrew = (error: unknown) => void thrown.push(error);
  const asking: BotPorts = { clock, store: memoryStore({ clock }), options, actors: { intake }, handlerThrew };
  const ask = (withinMs: number) => {
    const reply = (decision: JoiningDecision) => ({ status: 200, body: JSON.stringify(decision) });
    return answerAsk(asking, { kind: "participant-joining", call: { alias: "p" }, withinMs, reply });
  };
  return { clock, thrown, asking, ask };
}

test("a bot that does not say who may join admits everybody", async () => {
  const { ask, thrown } = ports({});
  expect([(await ask(5000)).body, thrown]).toEqual(['{"admit":true}', []]);
});

test.each([
  [5000, 3999, '{"refuse":"no"}'],
  [5000, 4001, '{"admit":true}'],
  [500, 1, '{"admit":true}'],
])("of %i ms to decide, one second is kept for the response: a refusal after %i ms", async (withinMs, ms, body) => {
  const { ask, clock } = ports({
    onParticipantJoining: () => new Promise((resolve) => clock.setTimer(ms, () => resolve({ refuse: "no" }))),
  });
  const answer = ask(withinMs);
  await clock.advance(10_000);
  expect((await answer).body).toBe(body);
});

test("the bot that is asked where a call goes knows whether its instance is closing", async () => {
  const party = { kind: "unknown", rawId: "x" } as const;
  const about = { at: 0, call: { alias: "p" } };
  const signals = [
    { kind: "unrecognized", id: "u", ...about, type: "news" } as const,
    { kind: "incoming", id: "i", ...about, from: party, to: party } as const,
  ];
  const asked: unknown[] = [];
  const onIncomingRequest: BotPorts["options"]["onIncomingRequest"] = ({ closing }) => void asked.push(closing);
  const at = { url: new URL(url), headers: new Headers() };
  for (const intake of ["open", "turns-away"] as const)
    await redirectElsewhere(ports({ onIncomingRequest }, intake).asking, { followsRedirects: true }, at, { signals });
  expect(asked).toEqual([false, true]);
});
