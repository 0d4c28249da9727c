import { beforeEach, expect, test } from "vitest";
import { ANNA, BEN, OTHER_BOT, peopleStage } from "./people-in-calls.fixture.js";

let stage: ReturnType<typeof peopleStage>;
let there: string;
const move = (party = BEN, operationId = "m") =>
  stage.engine.bots.move(stage.leg, { operationId, fromLegId: there, party });
const outcomes = () => stage.events.flatMap((event) => (event.type === "move-ended" ? [event.outcome] : []));

beforeEach(() => {
  stage = peopleStage();
  there = stage.callTo(BEN);
  stage.events.length = 0;
});

test("a person who is moved is in the other call, and the bot alone in the old one leaves it", async () => {
  move();
  expect(stage.inCall(stage.leg)).toHaveLength(2);
  await stage.clock.advance(100);
  expect(stage.inCall(stage.leg)).toHaveLength(3);
  expect(outcomes()).toEqual(["moved"]);
  expect(stage.engine.calls.leg(there)?.end).toEqual({ kind: "alone" });
  expect(stage.engine.calls.ofLeg(there)?.legs.map((leg) => leg.end?.kind)).toEqual(["alone", "moved"]);
});

test("a person who is moved stays muted, and hears the other call", async () => {
  stage.engine.people.mute("ben", true);
  stage.heard.length = 0;
  move();
  await stage.clock.advance(100);
  expect(stage.engine.calls.ofLeg(stage.leg)?.legs.at(-1)).toMatchObject({ muted: true, state: "connected" });
  expect(stage.heard.toSorted()).toEqual(["ben talk"]);
});

test("a person who is on hold is not on hold after the move", async () => {
  stage.engine.bots.hold(there, { party: BEN });
  move();
  await stage.clock.advance(100);
  expect(stage.engine.calls.ofLeg(stage.leg)?.legs.at(-1)).toMatchObject({ onHold: false, state: "connected" });
});

test("a person who hangs up while being moved has not arrived", async () => {
  move();
  stage.engine.people.hangUp("ben");
  await stage.clock.advance(100);
  expect(outcomes()).toEqual([{ kind: "hung-up", by: "self" }]);
  expect(stage.inCall(stage.leg)).toHaveLength(2);
});

test("a person stays where they are when the call they are moved to ends first", async () => {
  move();
  stage.engine.people.hangUp("anna");
  await stage.clock.advance(100);
  expect(outcomes()).toEqual([]);
  expect(stage.inCall(there)).toHaveLength(2);
  expect(stage.engine.calls.leg(there)?.state).toBe("connected");
});

test("no one is moved twice, from a call they are not in, or into the call that they are in", async () => {
  const refused = (code: string) => expect.objectContaining({ code });
  expect(() => move(ANNA)).toThrow(refused("conflict"));
  const here = { operationId: "m", fromLegId: stage.leg, party: ANNA };
  expect(() => stage.engine.bots.move(stage.leg, here)).toThrow(refused("conflict"));
  expect(() => move({ kind: "phone", number: "+14255550199" })).toThrow(refused("no-such-party"));
  move();
  expect(() => move(BEN, "again")).toThrow(refused("conflict"));
});

test("bots are not moved", () => {
  stage.engine.bots.invite(there, { operationId: "i", invitee: OTHER_BOT, ringMs: 10_000 });
  const offered = stage.events.find((event) => event.type === "offered");
  stage.engine.bots.answer(offered?.leg.id ?? "none");
  expect(() => move(OTHER_BOT)).toThrow(expect.objectContaining({ code: "wrong-state" }));
});
