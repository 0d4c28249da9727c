import { beforeEach, describe, expect, test } from "vitest";
import { ANNA, BEN, BOT, CARL, OTHER_BOT, peopleStage } from "./people-in-calls.fixture.js";

let stage: ReturnType<typeof peopleStage>;
const invite = (invitee = BEN, operationId = "i") =>
  stage.engine.bots.invite(stage.leg, { operationId, invitee, ringMs: 30_000 });
const outcomes = () => stage.events.flatMap((event) => (event.type === "invite-ended" ? [event.outcome] : []));
const endOfBot = () => stage.engine.calls.leg(stage.leg)?.end;

beforeEach(() => {
  stage = peopleStage();
});

describe("an invited person", () => {
  test("who answers is in the call", () => {
    invite();
    stage.engine.people.answer("ben");
    expect(outcomes()).toEqual(["joined"]);
    expect(stage.engine.calls.ofLeg(stage.leg)).toMatchObject({ kind: "group" });
    expect(stage.inCall(stage.leg)).toHaveLength(3);
  });

  test.each([
    ["declines", "declined"],
    ["is busy", "busy"],
    ["has no device", "unreachable"],
  ] as const)("who %s is not, and the call goes on", (what, kind) => {
    invite();
    const { people } = stage.engine;
    if (what === "declines") people.decline("ben");
    else if (what === "is busy") people.busy("ben");
    else people.unreachable("ben");
    expect(outcomes()).toEqual([{ kind }]);
    expect(stage.inCall(stage.leg)).toHaveLength(2);
  });

  test("who hangs up while it rings has declined", () => {
    invite();
    stage.engine.people.hangUp("ben");
    expect(outcomes()).toEqual([{ kind: "declined" }]);
  });

  test("who lets it ring has not answered when the time is up", async () => {
    invite();
    await stage.clock.advance(29_999);
    expect(outcomes()).toEqual([]);
    await stage.clock.advance(1);
    expect(outcomes()).toEqual([{ kind: "no-answer" }]);
  });

  test("whose voicemail takes the call counts as joined, and is known as voicemail", () => {
    invite();
    stage.engine.people.voicemail("ben");
    expect(outcomes()).toEqual(["joined"]);
    expect(stage.engine.calls.ofLeg(stage.leg)?.legs.at(-1)).toMatchObject({ voicemail: true, state: "connected" });
  });

  test("sees the caller that the bot named, and is called as the bot says", () => {
    const from = { from: CARL, fromName: "Contoso", displayName: "Agent 7" };
    stage.engine.bots.invite(stage.leg, { operationId: "i", invitee: BEN, ringMs: 30_000, ...from });
    expect(stage.engine.calls.ofLeg(stage.leg)?.legs.at(-1)).toMatchObject({
      displayName: "Agent 7",
      calledBy: { party: CARL, displayName: "Contoso" },
    });
  });
});

test("a number that no one has cannot be reached", () => {
  invite({ kind: "phone", number: "+14255550199" });
  expect(outcomes()).toEqual([{ kind: "unreachable" }]);
});

test("an invited bot is offered the call, and joins when it answers", () => {
  invite(OTHER_BOT);
  const offered = stage.events.find((event) => event.type === "offered");
  expect(offered).toMatchObject({ from: BOT });
  stage.engine.bots.answer(offered?.leg.id ?? "none");
  expect(outcomes()).toEqual(["joined"]);
});

test("someone who is in the call, or is being invited, is not invited again", () => {
  expect(() => invite(ANNA)).toThrow(expect.objectContaining({ code: "conflict" }));
  invite();
  expect(() => invite(BEN, "again")).toThrow(expect.objectContaining({ code: "conflict" }));
});

describe("an invitation", () => {
  test("that is canceled stops ringing", () => {
    invite();
    stage.engine.bots.cancelInvite(stage.leg, "i");
    expect(outcomes()).toEqual([{ kind: "canceled" }]);
    expect(() => stage.engine.people.answer("ben")).toThrow(expect.objectContaining({ code: "wrong-state" }));
  });

  test.each(["answer", "decline"] as const)("is canceled too late after %s", (reaction) => {
    invite();
    stage.engine.people[reaction]("ben");
    const cancel = () => stage.engine.bots.cancelInvite(stage.leg, "i");
    expect(cancel).toThrow(expect.objectContaining({ code: "wrong-state" }));
    expect(outcomes()).toHaveLength(1);
  });

  test("is canceled by the leg that made it, and by no other", () => {
    const other = stage.callTo(CARL);
    invite();
    const cancel = () => stage.engine.bots.cancelInvite(other, "i");
    expect(cancel).toThrow(expect.objectContaining({ code: "wrong-state" }));
  });

  test("ends with the bot that made it", () => {
    invite();
    stage.engine.bots.hangUp(stage.leg);
    expect(stage.heard.at(-1)).toMatch(/silence/);
    expect(stage.engine.calls.all()[0]?.endedAt).toBeDefined();
    expect(outcomes()).toEqual([]);
  });

  test("keeps the bot in the call when the others leave, until it fails", () => {
    invite();
    stage.engine.people.hangUp("anna");
    expect(endOfBot()).toBeUndefined();
    stage.engine.people.decline("ben");
    expect(endOfBot()).toEqual({ kind: "alone" });
    expect(stage.events.map((event) => event.type).slice(-2)).toEqual(["invite-ended", "ended"]);
  });

  test("that has failed leaves a call that can still be transferred", () => {
    invite();
    stage.engine.people.decline("ben");
    stage.engine.bots.transfer(stage.leg, { operationId: "t", target: CARL, ringMs: 30_000 });
    stage.engine.people.answer("carl");
    expect(endOfBot()).toEqual({ kind: "transferred" });
  });

  test("is not ended by removing who is not in the call yet", () => {
    invite();
    const remove = () => stage.engine.bots.remove(stage.leg, BEN);
    expect(remove).toThrow(expect.objectContaining({ code: "no-such-party" }));
    stage.engine.people.answer("ben");
    expect(outcomes()).toEqual(["joined"]);
  });
});

test("a bot that removes the only other party is left alone", () => {
  stage.engine.bots.remove(stage.leg, ANNA);
  expect(endOfBot()).toEqual({ kind: "alone" });
});

test("the last one left in a group call is put out of it", () => {
  invite();
  stage.engine.people.answer("ben");
  stage.engine.bots.remove(stage.leg, BEN);
  expect(endOfBot()).toBeUndefined();
  stage.engine.people.hangUp("anna");
  expect(endOfBot()).toEqual({ kind: "alone" });
});

test("a person takes a bot out of a call of several, and no one out of a call for two", () => {
  const { people, calls } = stage.engine;
  const participantId = calls.leg(stage.leg)?.participantId ?? "none";
  expect(() => people.remove("anna", participantId)).toThrow(expect.objectContaining({ code: "wrong-state" }));
  invite();
  people.answer("ben");
  expect(() => people.remove("anna", "none")).toThrow(expect.objectContaining({ code: "no-such-party" }));
  people.remove("anna", participantId);
  expect(endOfBot()).toEqual({ kind: "removed" });
  expect(calls.all()[0]?.endedAt).toBeUndefined();
});

test("a group call stops ringing when its caller leaves, and ends for the only one in it", () => {
  const { id } = stage.engine.bots.create({ botId: "bot", to: [BEN, CARL], kind: "group", ringMs: 30_000 });
  stage.engine.people.answer("ben");
  stage.engine.bots.hangUp(id);
  expect(() => stage.engine.people.answer("carl")).toThrow(expect.objectContaining({ code: "wrong-state" }));
  expect(stage.engine.calls.ofLeg(id)?.endedAt).toBeDefined();
});

test("a transfer that rings ends with the bot that made it", () => {
  invite();
  stage.engine.people.decline("ben");
  stage.engine.bots.transfer(stage.leg, { operationId: "t", target: CARL, ringMs: 30_000 });
  stage.engine.bots.hangUp(stage.leg);
  expect(stage.engine.calls.ofLeg(stage.leg)?.endedAt).toBeDefined();
});
