import { beforeEach, expect, test } from "vitest";
import { ANNA, BEN, BOT, peopleStage } from "./people-in-calls.fixture.js";

let stage: ReturnType<typeof peopleStage>;
const prompt = { kind: "audio", url: "https://x.example/wait.wav" } as const;
const soundOf = (id: string) => {
  const leg = stage.engine.calls.ofLeg(stage.leg)?.legs.find((one) => one.displayName === numberOf(id));
  return stage.engine.calls.sound(leg?.id ?? "none");
};
const numberOf = (id: string) => stage.engine.population.person(id).displayName;
const refused = (code: string) => expect.objectContaining({ code });

beforeEach(() => {
  stage = peopleStage();
  stage.engine.bots.invite(stage.leg, { operationId: "i", invitee: BEN, ringMs: 30_000 });
  stage.engine.people.answer("ben");
  stage.events.length = 0;
  stage.heard.length = 0;
});

test("those on hold hear music, and no one hears them", () => {
  stage.engine.bots.hold(stage.leg, { party: ANNA });
  expect(stage.heard.toSorted()).toEqual(["anna hold-music", "ben silence"]);
  expect(stage.events.map((event) => event.type)).toEqual(["roster-changed"]);
});

test("those on hold hear a prompt again and again, until they are taken back", async () => {
  const { clock, engine, leg } = stage;
  expect(engine.bots.hold(leg, { party: ANNA, prompt })).toEqual({ ok: true, durationMs: 1000 });
  await clock.advance(60_000);
  expect(soundOf("anna")).toMatchObject({ kind: "prompt", prompt, durationMs: 1000, loop: true });
  engine.bots.unhold(leg, ANNA);
  expect(soundOf("anna")).toEqual({ kind: "talk" });
  expect(soundOf("ben")).toEqual({ kind: "talk" });
});

test("a prompt that cannot be played is the answer, and holds no one", () => {
  const missing = { ...prompt, url: "https://x.example/none.wav" };
  expect(stage.engine.bots.hold(stage.leg, { party: ANNA, prompt: missing })).toEqual({
    ok: false,
    reason: "not-found",
  });
  expect(soundOf("anna")).toEqual({ kind: "talk" });
  expect(stage.events).toEqual([]);
});

test("those on hold do not hear the prompts and tones of the bot", () => {
  stage.engine.bots.hold(stage.leg, { party: ANNA });
  stage.heard.length = 0;
  stage.engine.media.play(stage.leg, { operationId: "p", prompts: [prompt] });
  stage.engine.media.sendTones(stage.leg, { operationId: "t", tones: ["1"] });
  expect(stage.heard.toSorted()).toEqual(["ben prompt", "ben tone"]);
});

test("the bot reads the keys of those on hold, and the others do not hear them", () => {
  stage.engine.media.hearTones(stage.leg);
  stage.engine.bots.hold(stage.leg, { party: ANNA });
  stage.heard.length = 0;
  stage.engine.people.press("anna", ["5"]);
  expect(stage.events.at(-1)).toMatchObject({ type: "tone-heard", tone: "5", from: ANNA });
  expect(stage.heard).toEqual([]);
});

test("another hold takes the place of the first", () => {
  stage.engine.bots.hold(stage.leg, { party: ANNA });
  stage.engine.bots.hold(stage.leg, { party: ANNA, prompt });
  expect(soundOf("anna")).toMatchObject({ kind: "prompt", prompt });
  stage.engine.bots.unhold(stage.leg, ANNA);
  expect(soundOf("anna")).toEqual({ kind: "talk" });
});

test("unhold of someone who is not on hold, and hold of the bot itself, are refused", () => {
  const { bots } = stage.engine;
  expect(() => bots.unhold(stage.leg, ANNA)).toThrow(refused("wrong-state"));
  expect(() => bots.hold(stage.leg, { party: BOT })).toThrow(refused("wrong-state"));
});

test("someone who hangs up on hold is gone, and cannot be taken back", () => {
  stage.engine.bots.hold(stage.leg, { party: ANNA });
  stage.engine.people.hangUp("anna");
  expect(() => stage.engine.bots.unhold(stage.leg, ANNA)).toThrow(refused("no-such-party"));
  expect(soundOf("anna")).toEqual({ kind: "silence" });
});

test("those on hold are free when the bot that put them there has left", () => {
  stage.engine.bots.hold(stage.leg, { party: ANNA, prompt });
  stage.engine.bots.hangUp(stage.leg);
  expect(soundOf("anna")).toEqual({ kind: "talk" });
  expect(soundOf("ben")).toEqual({ kind: "talk" });
});
