import { describe, expect, test } from "vitest";
import { type ManualClock, manualClock } from "./clock.js";
import { createEngine } from "./create-engine.js";
import type { Engine } from "./engine.js";
import { type BotEvent, isBotEvent, type WorldEvent } from "./events.js";
import type { Party, Reaction } from "./party.js";
import { seededRandom } from "./random.js";

const phone = (number: string): Party => ({ kind: "phone", number });
const BOT = phone("+14255550100");
const ANNA = phone("+14255550101");
const BEN = phone("+14255550102");

interface Setup {
  clock: ManualClock;
  engine: Engine;
  events: BotEvent[];
  world: WorldEvent[];
  types: () => string[];
  person: (id: string, party: Party, reaction?: Reaction) => void;
}

function setUp(): Setup {
  const clock = manualClock();
  const engine = createEngine({
    clock,
    random: seededRandom(1),
    measurePrompt: () => ({ ok: true, durationMs: 1000 }),
  });
  engine.population.addBot({
    id: "bot",
    cloud: "x",
    addresses: [BOT],
    webhookUrl: "http://127.0.0.1/",
    answerWithinMs: 30_000,
  });
  const events: BotEvent[] = [];
  const world: WorldEvent[] = [];
  engine.on((event) => {
    if (isBotEvent(event)) events.push(event);
    else world.push(event);
  });
  return {
    clock,
    engine,
    events,
    world,
    types: () => events.map((event) => event.type),
    person: (id, party, reaction) => engine.population.addPerson({ id, party, ...(reaction ? { reaction } : {}) }),
  };
}

/** Anna calls the bot, and it has answered. */
function inCall(setup: Setup): string {
  setup.person("anna", ANNA);
  setup.engine.people.dial("anna", BOT);
  const leg = setup.events[0]?.leg.id ?? "";
  setup.engine.bots.answer(leg);
  setup.events.length = 0;
  return leg;
}

describe("a person calls a bot", () => {
  test("it is offered, answered, and both are connected", () => {
    const setup = setUp();
    setup.person("anna", ANNA);
    const call = setup.engine.people.dial("anna", BOT);
    expect(setup.events[0]).toMatchObject({
      type: "offered",
      from: ANNA,
      leg: { direction: "incoming", state: "ringing" },
    });
    setup.engine.bots.answer(setup.events[0]?.leg.id ?? "");
    expect(setup.types()).toEqual(["offered", "connected", "roster-changed"]);
    expect(setup.engine.calls.get(call.id)?.legs.map((leg) => leg.state)).toEqual(["connected", "connected"]);
  });

  test("a bot that decides nothing loses it when its time is up", async () => {
    const setup = setUp();
    setup.person("anna", ANNA);
    setup.engine.people.dial("anna", BOT);
    await setup.clock.advance(29_999);
    expect(setup.types()).toEqual(["offered"]);
    await setup.clock.advance(1);
    expect(setup.events[1]).toMatchObject({ type: "ended", cause: { kind: "not-decided" }, wasConnected: false });
    expect(setup.engine.calls.all()[0]?.legs[0]?.end).toEqual({ kind: "no-answer" });
  });

  test("one that gives up while it rings is canceled", () => {
    const setup = setUp();
    setup.person("anna", ANNA);
    setup.engine.people.dial("anna", BOT);
    setup.engine.people.hangUp("anna");
    expect(setup.events[1]).toMatchObject({ type: "ended", cause: { kind: "canceled" } });
    expect(() => setup.engine.bots.answer(setup.events[0]?.leg.id ?? "")).toThrow("no call under way");
  });

  test("a rejected one hears that it was declined", () => {
    const setup = setUp();
    setup.person("anna", ANNA);
    setup.engine.people.dial("anna", BOT);
    setup.engine.bots.reject(setup.events[0]?.leg.id ?? "", "busy");
    expect(setup.engine.calls.all()[0]?.legs[0]?.end).toEqual({ kind: "busy" });
    expect(setup.world.some((event) => event.type === "heard" && event.sound.kind === "busy-tone")).toBe(true);
  });
});

describe("a bot calls a person", () => {
  const outcomes = [
    ["decline", "declined"],
    ["busy", "busy"],
    ["unreachable", "unreachable"],
  ] as const;
  for (const [reaction, kind] of outcomes) {
    test(`${reaction} ends the call as ${kind}`, () => {
      const setup = setUp();
      setup.person("anna", ANNA, { kind: reaction });
      setup.engine.bots.create({ botId: "bot", to: [ANNA], kind: "one-to-one", ringMs: 60_000 });
      expect(setup.events.at(-1)).toMatchObject({ type: "ended", cause: { kind }, wasConnected: false });
    });
  }

  test("an unassigned number is unreachable, and the leg id is the one the wire chose", () => {
    const setup = setUp();
    setup.engine.bots.create({ legId: "mine", botId: "bot", to: [BEN], kind: "one-to-one", ringMs: 60_000 });
    expect(setup.events).toHaveLength(1);
    expect(setup.events[0]).toMatchObject({ type: "ended", cause: { kind: "unreachable" }, leg: { id: "mine" } });
  });

  test("a call that is not picked up in time ends with no answer", async () => {
    const setup = setUp();
    setup.person("anna", ANNA, { kind: "ignore" });
    setup.engine.bots.create({ botId: "bot", to: [ANNA], kind: "one-to-one", ringMs: 20_000 });
    expect(setup.types()).toEqual(["ringing"]);
    await setup.clock.advance(20_000);
    expect(setup.events.at(-1)).toMatchObject({ type: "ended", cause: { kind: "no-answer" } });
  });

  test("a group is up with the first answer, and over when the bot is alone", () => {
    const setup = setUp();
    setup.person("anna", ANNA);
    setup.person("ben", BEN);
    setup.engine.bots.create({ botId: "bot", to: [ANNA, BEN], kind: "group", ringMs: 60_000 });
    setup.engine.people.answer("ben");
    expect(setup.types()).toEqual(["connected", "roster-changed"]);
    setup.engine.people.answer("anna");
    setup.engine.people.hangUp("ben");
    setup.engine.people.hangUp("anna");
    expect(setup.events.at(-1)).toMatchObject({ type: "ended", cause: { kind: "alone" }, wasConnected: true });
  });
});

describe("a redirect", () => {
  test("rings all targets; the first to pick up talks to the caller", () => {
    const setup = setUp();
    for (const [id, party] of [
      ["anna", ANNA],
      ["ben", BEN],
      ["cleo", phone("+14255550103")],
    ] as const)
      setup.person(id, party);
    setup.engine.people.dial("anna", BOT);
    const leg = setup.events[0]?.leg.id ?? "";
    setup.engine.bots.redirect(leg, [BEN, phone("+14255550103")], 15_000);
    expect(setup.engine.calls.leg(leg)?.state).toBe("redirecting");
    setup.engine.people.answer("cleo");
    const legs = setup.engine.calls.all()[0]?.legs ?? [];
    expect(legs.map((one) => one.end?.kind ?? one.state)).toEqual([
      "connected",
      "redirected",
      "answered-elsewhere",
      "connected",
    ]);
    expect(setup.events.at(-1)).toMatchObject({ cause: { kind: "redirected", answeredBy: phone("+14255550103") } });
  });

  test("that no one answers ends the caller's call", async () => {
    const setup = setUp();
    setup.person("anna", ANNA);
    setup.person("ben", BEN);
    setup.engine.people.dial("anna", BOT);
    setup.engine.bots.redirect(setup.events[0]?.leg.id ?? "", [BEN], 15_000);
    await setup.clock.advance(15_000);
    expect(setup.events.at(-1)).toMatchObject({ type: "ended", cause: { kind: "redirected" } });
    expect(setup.engine.calls.all()[0]?.legs[0]?.end).toEqual({ kind: "no-answer" });
  });

  test("to another bot is a new offer that says where it came from", () => {
    const setup = setUp();
    const second: Party = phone("+14255550109");
    setup.engine.population.addBot({
      id: "b2",
      cloud: "x",
      addresses: [second],
      webhookUrl: "http://127.0.0.1/",
      answerWithinMs: 9,
    });
    setup.person("anna", ANNA);
    setup.engine.people.dial("anna", BOT);
    setup.engine.bots.redirect(setup.events[0]?.leg.id ?? "", [second], 15_000);
    expect(setup.events.at(-1)).toMatchObject({ type: "offered", bot: { id: "b2" }, leg: { forwardedFrom: [BOT] } });
    setup.engine.bots.answer(setup.events.at(-1)?.leg.id ?? "");
    expect(setup.types()).toEqual(["offered", "offered", "ended", "connected", "roster-changed"]);
  });

  test("stops ringing when the caller gives up", () => {
    const setup = setUp();
    setup.person("anna", ANNA);
    setup.person("ben", BEN);
    setup.engine.people.dial("anna", BOT);
    setup.engine.bots.redirect(setup.events[0]?.leg.id ?? "", [BEN], 15_000);
    setup.engine.people.hangUp("anna");
    expect(setup.engine.calls.all()[0]?.endedAt).toBeDefined();
    expect(() => setup.engine.people.answer("ben")).toThrow('"ben" cannot answer');
  });
});

describe("a transfer", () => {
  test("joins the caller and the target, and lets the bot go", () => {
    const setup = setUp();
    const leg = inCall(setup);
    setup.person("ben", BEN);
    setup.engine.bots.transfer(leg, { operationId: "t", target: BEN, ringMs: 60_000 });
    expect(() => setup.engine.bots.transfer(leg, { operationId: "u", target: BEN, ringMs: 1 })).toThrow(
      "under way already",
    );
    setup.engine.people.answer("ben");
    expect(setup.types()).toEqual(["transfer-started", "transfer-accepted", "ended"]);
    expect(setup.events.at(-1)).toMatchObject({ cause: { kind: "transferred" } });
    expect(setup.engine.calls.all()[0]?.legs.map((one) => one.state)).toEqual(["connected", "ended", "connected"]);
  });

  test("that the target declines leaves the call as it was", () => {
    const setup = setUp();
    const leg = inCall(setup);
    setup.person("ben", BEN, { kind: "decline" });
    setup.engine.bots.transfer(leg, { operationId: "t", target: BEN, ringMs: 60_000 });
    expect(setup.events.at(-1)).toMatchObject({ type: "transfer-failed", cause: { kind: "declined" } });
    expect(setup.engine.calls.leg(leg)?.state).toBe("connected");
  });
});

describe("media", () => {
  const prompt = { kind: "speech", text: "Hello" } as const;

  test("prompts wait their turn, and a person hears each as long as it lasts", async () => {
    const setup = setUp();
    const leg = inCall(setup);
    setup.engine.media.play(leg, { operationId: "1", prompts: [prompt, { kind: "speech", text: "there" }] });
    setup.engine.media.play(leg, { operationId: "2", prompts: [prompt] });
    await setup.clock.advance(3000);
    expect(setup.types()).toEqual(["play-started", "play-ended", "play-started", "play-ended"]);
    const heard = setup.world.flatMap((event) =>
      event.type === "heard" && event.sound.kind === "prompt" ? [event.at] : [],
    );
    expect(heard.map((at) => at - (heard[0] ?? 0))).toEqual([0, 1000, 2000]);
  });

  test("cancel ends everything that plays or waits", () => {
    const setup = setUp();
    const leg = inCall(setup);
    setup.engine.media.play(leg, { operationId: "1", prompts: [prompt], loop: true });
    setup.engine.media.play(leg, { operationId: "2", prompts: [prompt] });
    expect(setup.engine.media.cancel(leg)).toEqual(["1", "2"]);
    expect(setup.types()).toEqual(["play-started", "play-ended", "play-ended"]);
  });

  test("keys are reported to a bot that listens, in order, and not before", () => {
    const setup = setUp();
    const leg = inCall(setup);
    setup.engine.people.press("anna", ["9"]);
    setup.engine.media.hearTones(leg);
    setup.engine.people.press("anna", ["1", "#"]);
    expect(setup.events.map((event) => (event.type === "tone-heard" ? [event.tone, event.sequence] : []))).toEqual([
      ["1", 1],
      ["#", 2],
    ]);
  });

  test("tones that a bot sends are heard one after the other", async () => {
    const setup = setUp();
    const leg = inCall(setup);
    setup.engine.media.sendTones(leg, { operationId: "t", tones: ["1", "2"], gapMs: 400 });
    await setup.clock.advance(599);
    expect(setup.types()).toEqual([]);
    await setup.clock.advance(1);
    expect(setup.events[0]).toMatchObject({ type: "tones-sent", operationId: "t", outcome: { kind: "completed" } });
    const tones = setup.world.flatMap((event) =>
      event.type === "heard" && event.sound.kind === "tone" ? [event.sound.tone] : [],
    );
    expect(tones).toEqual(["1", "2"]);
  });
});

describe("meetings", () => {
  test("a guest waits in the lobby until somebody inside lets it in", () => {
    const setup = setUp();
    const organizer: Party = { kind: "user", id: "anna" };
    setup.person("anna", organizer);
    setup.engine.population.addMeeting({ keys: ["19:m"], organizer, lobby: "guests" });
    setup.engine.people.join("anna", "19:m");
    const as: Party = { kind: "guest", id: "g", displayName: "Guest" };
    const leg = setup.engine.bots.join({ botId: "bot", place: { meetingKey: "19:m" }, as });
    expect(leg.state).toBe("lobby");
    setup.engine.people.admit("anna");
    expect(setup.types()).toEqual(["in-lobby", "connected", "roster-changed"]);
  });

  test("sharing is reported from start to end", () => {
    const setup = setUp();
    const organizer: Party = { kind: "user", id: "anna" };
    setup.person("anna", organizer);
    setup.engine.population.addMeeting({ keys: ["19:m"], organizer });
    setup.engine.people.join("anna", "19:m");
    setup.engine.bots.join({ botId: "bot", place: { meetingKey: "19:m" } });
    setup.engine.people.startSharing("anna");
    setup.engine.people.updateSharing("anna");
    setup.engine.people.stopSharing("anna");
    const changes = setup.events.flatMap((event) => (event.type === "sharing-changed" ? [event.change] : []));
    expect(changes).toEqual(["started", "updated", "ended"]);
  });
});

describe("keep-alive", () => {
  test("a leg that is not kept alive is lost, one that is stays", async () => {
    const setup = setUp();
    const leg = inCall(setup);
    setup.engine.bots.keepAlive(leg, 1000);
    await setup.clock.advance(999);
    setup.engine.bots.keepAlive(leg, 1000);
    await setup.clock.advance(999);
    expect(setup.types()).toEqual([]);
    await setup.clock.advance(1);
    expect(setup.events[0]).toMatchObject({ type: "ended", cause: { kind: "keep-alive-lost" } });
  });
});
