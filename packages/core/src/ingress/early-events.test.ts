import { describe, expect, test } from "vitest";
import type { Webhook } from "../adapter/webhook.js";
import { manualClock } from "../base/clock.js";
import { Listeners } from "../base/listeners.js";
import { recover } from "../reduce/recover.js";
import { twoInstances } from "../testing/instances.fixture.js";
import { Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";
import { turnOf } from "../testing/turn.fixture.js";
import { EarlyEvents } from "./early-events.js";

/** A provider that sends all events to the registered webhook. */
const atWebhook = (adapter: ReturnType<typeof loopbackAdapter>, reportsAt: Webhook["reportsAt"] = "webhook") => ({
  ...adapter,
  webhook: { ...adapter.webhook, reportsAt },
});

function webhookWorld() {
  const wire = new Loopback();
  return { ...world({ adapter: atWebhook(loopbackAdapter(wire)) }), wire };
}

const rings: TestSignal = {
  kind: "incoming",
  id: "incoming",
  providerCallId: "in-1",
  from: { kind: "phone", number: "+14255550123" },
  to: { kind: "phone", number: "+14255550100" },
};
const connected = (providerCallId: string): TestSignal => ({ kind: "state", state: "connected", providerCallId });
const ended = (providerCallId: string): TestSignal => ({
  ...{ kind: "state", id: "ended", state: "disconnected", providerCallId },
});
const key = (tone: "1" | "2" | "3"): TestSignal => ({ kind: "dtmf", tone, providerCallId: "p1" });

describe("an event at the registered webhook, where the provider sends events there", () => {
  test("finds the call that the bot has made, and is believed", async () => {
    const { calling, tell, events, wire } = webhookWorld();
    await calling.create({ to: "+14255550123" });
    expect((await tell(url, connected("p1"))).status).toBe(202);
    expect((await tell(url, ended("p1"))).status).toBe(202);
    expect(events.filter(notOperation)).toEqual(["call-connected", "call-ended:remote-hung-up"]);
    expect(wire.count("inspect")).toBe(0);
  });

  test("finds an incoming call by the id that its answer gave it", async () => {
    const { calling, tell, events, wire, settle } = webhookWorld();
    wire.next("answer", () => ({ providerCallId: "leg-7" }));
    calling.on("incoming", (call) => void call.answer().catch(() => {}));
    await tell(url, { ...rings, call: { alias: "session-1" }, providerCallId: undefined });
    await settle();
    expect((await tell(url, connected("leg-7"))).status).toBe(202);
    expect(events).toContain("call-connected");
  });

  test("finds the call after a takeover, though the instance before may have died before the id was bound", () => {
    const effects = (reportsAt: Webhook["reportsAt"]) => {
      const turn = turnOf({}, { adapter: atWebhook(loopbackAdapter(new Loopback()), reportsAt) });
      recover(turn);
      return turn.effects;
    };
    expect(effects("webhook")).toContain("bind-name");
    expect(effects("call")).not.toContain("bind-name");
  });

  test("costs no store operation where calls have addresses of their own", async () => {
    let bound = 0;
    const { calling, tell, wire } = world({
      through: (store) => ({
        ...store,
        bind(...given) {
          bound++;
          return store.bind(...given);
        },
      }),
    });
    await calling.create({ to: "+14255550123" });
    await tell(wire.last("create").context.callbackUrl, connected("p1"));
    expect(bound).toBe(0);
  });
});

describe("an event that overtakes the announcement of its call", () => {
  test("waits for the answer that names the call, in the order of arrival", async () => {
    const { calling, post, settle, events, wire, clock } = webhookWorld();
    let answer = (_: object) => {};
    wire.next("create", () => new Promise((resolve) => (answer = resolve)));
    const creating = calling.create({ to: "+14255550123" });
    await settle();
    const early = [post(url, connected("p1")), post(url, key("1")), post(url, key("2")), post(url, key("3"))];
    await clock.advance(3_000);
    expect(events).toEqual([]);
    answer({ providerCallId: "p1" });
    await creating;
    // It is looked for as soon as the name is bound: no time has to pass.
    expect((await Promise.all(early)).map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(events.filter(notOperation)).toEqual([
      ...["call-connected", "dtmf-received:1", "dtmf-received:2", "dtmf-received:3"],
    ]);
  });

  test.for(["call", "webhook"] as const)(
    "ends a call whose caller has hung up, and no offer is made (events come to the %s)",
    async (reportsAt) => {
      const adapter = atWebhook(loopbackAdapter(new Loopback()), reportsAt);
      const observations = { ...adapter.observations, callerGaveUp: true };
      const { calling, post, tell, settle, events } = world({ adapter: { ...adapter, observations } });
      calling.on("incoming", (call) => void call.answer().catch(() => {}));
      const early = post(url, ended("in-1"));
      await settle();
      expect((await tell(url, rings)).status).toBe(202);
      expect((await early).status).toBe(202);
      expect(events).toEqual(["call-ended:canceled"]);
    },
  );

  test("finds its call on another instance", async () => {
    const { a, b, clock, log } = twoInstances({ adapted: (adapter) => atWebhook(adapter as never) });
    a.calling.on("incoming", () => new Promise(() => {}));
    const early = b.tell(url, ended("in-1"));
    await clock.advance(0);
    expect((await a.tell(url, rings)).status).toBe(202);
    await clock.advance(1_000);
    expect((await early).status).toBe(202);
    expect(log).toContainEqual(expect.stringMatching(/:call-ended:canceled$/));
  });

  test("is of no call after ten seconds", async () => {
    const { post, clock } = webhookWorld();
    let status = 0;
    void post(url, ended("in-1")).then((response) => {
      status = response.status;
    });
    await clock.advance(9_999);
    expect(status).toBe(0);
    await clock.advance(1);
    expect(status).toBe(404);
  });

  test("is refused at once where calls have addresses of their own and undecided callers are not reported", async () => {
    const { post } = world();
    expect((await post(url, ended("in-1"))).status).toBe(404);
  });

  test("is refused by an instance that closes, so that it is sent to another", async () => {
    const { post, calling, settle } = webhookWorld();
    const early = post(url, ended("in-1"));
    await settle();
    await calling.close();
    expect((await early).status).toBe(503);
  });
});

describe("the place where events wait", () => {
  const entry = (id: string) => ({ id, body: null });

  test("has room for a thousand, and a free place once one leaves", async () => {
    const clock = manualClock({ start: 0 });
    const early = new EarlyEvents(clock, new Listeners());
    const never = async () => false;
    const all = Array.from({ length: 1000 }, (_, i) => early.wait(`call-${i}`, entry("e"), 0, never));
    expect(await early.wait("one more", entry("e"), 0, async () => true)).toBe(false);
    await clock.advance(10_000);
    expect(new Set(await Promise.all(all))).toEqual(new Set([false]));
    expect(await early.wait("one more", entry("e"), 0, async () => true)).toBe(true);
    expect(early.of("call-1")).toEqual([]);
  });

  test("tries the oldest of a call only, and the next as soon as that one is accepted", async () => {
    const clock = manualClock({ start: 0 });
    const early = new EarlyEvents(clock, new Listeners());
    const tried: string[] = [];
    let there = false;
    const wait = (id: string) =>
      early.wait("call", entry(id), 0, async () => {
        tried.push(id);
        return there;
      });
    const both = Promise.all([wait("a"), wait("b")]);
    await clock.advance(100);
    expect(new Set(tried)).toEqual(new Set(["a"]));
    expect(early.of("call")).toEqual([entry("a"), entry("b")]);
    there = true;
    await clock.advance(200);
    expect(await both).toEqual([true, true]);
    expect(tried.slice(-2)).toEqual(["a", "b"]);
  });

  test("keeps the others of a call waiting when one gives up", async () => {
    const clock = manualClock({ start: 0 });
    const early = new EarlyEvents(clock, new Listeners());
    const never = async () => false;
    const [first, second] = [early.wait("call", entry("a"), -5000, never), early.wait("call", entry("b"), 0, never)];
    await clock.advance(5000);
    expect([await first, early.of("call")]).toEqual([false, [entry("b")]]);
    const third = early.wait("call", entry("c"), 0, never);
    expect(early.of("call")).toEqual([entry("b"), entry("c")]);
    await clock.advance(5000);
    expect(await Promise.all([second, third])).toEqual([false, false]);
  });

  test("keeps waiting those that came after the announcement had taken the others along", async () => {
    const clock = manualClock({ start: 0 });
    const early = new EarlyEvents(clock, new Listeners());
    const never = async () => false;
    const first = early.wait("call", entry("a"), 0, never);
    const taken = early.of("call");
    const second = early.wait("call", entry("b"), 0, never);
    early.accepted("call", taken);
    early.accepted("another call", taken);
    await clock.advance(10_000);
    expect(await Promise.all([first, second])).toEqual([true, false]);
  });

  test("believes the announcement that took an event along during a try of its own", async () => {
    const clock = manualClock({ start: 0 });
    const early = new EarlyEvents(clock, new Listeners());
    const waiting = early.wait("call", entry("a"), 0, async () => {
      early.accepted("call", early.of("call"));
      return false;
    });
    expect(await waiting).toBe(true);
  });

  test("refuses those that wait when the instance closes", async () => {
    const clock = manualClock({ start: 0 });
    const early = new EarlyEvents(clock, new Listeners());
    const waiting = early.wait("call", entry("a"), 0, async () => false);
    waiting.catch(() => {});
    await clock.advance(0);
    early.close();
    await expect(waiting).rejects.toMatchObject({ code: "unavailable" });
  });

  test("lets go of those that were accepted with the announcement, without another try", async () => {
    const clock = manualClock({ start: 0 });
    const early = new EarlyEvents(clock, new Listeners());
    let tries = 0;
    const waiting = early.wait("call", entry("a"), 0, async () => {
      tries++;
      return false;
    });
    await clock.advance(0);
    early.accepted("call", early.of("call"));
    expect([await waiting, tries]).toEqual([true, 1]);
  });
});

function notOperation(event: string): boolean {
  return !event.startsWith("operation-");
}
