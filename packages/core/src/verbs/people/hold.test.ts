import { describe, expect, test } from "vitest";
import { ada, bob, eve, failureOf, holdsByRoster, peopleWorld } from "../../testing/people.fixture.js";

const prompt = { url: "https://cdn.example/music.wav" };
const held = { ...bob, onHold: true };

async function holding(options: Parameters<typeof peopleWorld>[0] = {}) {
  const there = await peopleWorld(options, ada, bob, eve);
  const hold = there.call.hold(bob, { prompt });
  await there.settle();
  return { ...there, hold, requests: (verb: string) => there.wire.count(verb) };
}

describe("a hold whose end the provider reports", () => {
  test("is kept by core, and shows in every roster until it is taken back", async () => {
    const { call, hold, finish, roster, rosters, wire } = await holding();
    expect(wire.last("hold").input).toEqual({ who: { id: "b", party: bob.party }, prompt });
    await finish("hold");
    expect(await hold).toEqual({ warnings: [] });
    expect(await call.participants()).toEqual([ada, held, eve]);
    await roster(ada, bob);
    expect((await call.snapshot()).participants).toEqual([ada, held]);
    const unhold = call.unhold(bob);
    await finish("unhold");
    await unhold;
    expect(await call.participants()).toEqual([ada, bob]);
    await roster(ada, bob);
    expect(rosters).toEqual([
      [ada, bob, eve],
      [ada, held, eve],
      [ada, held],
      [ada, bob],
    ]);
  });

  test("that failed leaves nobody on hold", async () => {
    const { call, hold, finish } = await holding();
    await finish("hold", "failed", { result: { code: 400, subcode: 8535, message: "no such file" } });
    expect(await failureOf(hold)).toMatchObject({ code: "operation-failed", providerCode: "8535" });
    expect(await call.participants()).toEqual([ada, bob, eve]);
  });
});

describe("a hold whose end is the roster", () => {
  test("ends with the roster that shows it, and so does its end", async () => {
    const { call, hold, roster, settle, clock } = await holding({ adapted: holdsByRoster });
    await roster(ada, { ...bob, onHold: false });
    let over = false;
    void hold.then(() => {
      over = true;
    });
    await settle();
    expect(over).toBe(false);
    await roster(ada, held);
    expect(await hold).toEqual({ warnings: [] });
    const unhold = call.unhold(bob);
    await settle();
    await roster(ada, { ...bob, onHold: false });
    expect(await unhold).toEqual({ warnings: [] });
    await clock.advance(60_000);
  });

  test("may still fail by an event of its own", async () => {
    const { hold, finish } = await holding({ adapted: holdsByRoster });
    await finish("hold", "failed", { result: { code: 400, subcode: 8535, message: "no such file" } });
    expect(await failureOf(hold)).toMatchObject({ code: "operation-failed" });
  });

  test("that no roster shows in time has failed with timeout", async () => {
    const { hold, clock } = await holding({ adapted: holdsByRoster });
    await clock.advance(15_000);
    expect(await failureOf(hold)).toMatchObject({ code: "timeout" });
  });

  test("is over when the provider takes them off hold", async () => {
    const { call, hold, roster } = await holding({ adapted: holdsByRoster });
    await roster(ada, held);
    await hold;
    await roster(ada, { ...bob, onHold: false });
    expect(await call.participants()).toEqual([ada, { ...bob, onHold: false }]);
    expect(await failureOf(call.unhold(bob))).toMatchObject({ code: "conflict" });
  });
});

describe("refused before any request", () => {
  test("hold on hold, whether the roster or the bot put them there", async () => {
    const { call, hold, finish, requests } = await holding();
    expect(await failureOf(call.hold(bob))).toMatchObject({
      ...{ code: "conflict", message: expect.stringContaining("is being put on hold already") },
    });
    await finish("hold");
    await hold;
    expect(await failureOf(call.hold("+14255550177"))).toMatchObject({
      ...{ code: "conflict", verb: "hold", hint: "Take it back with call.unhold() first." },
    });
    expect(requests("hold")).toBe(1);
  });

  test("two holds of the same participant that are asked for at once", async () => {
    const { call, wire, settle } = await peopleWorld({}, ada, bob);
    const [, second] = [call.hold(bob), call.hold(bob)];
    expect(await failureOf(second)).toMatchObject({ code: "conflict" });
    await settle();
    expect(wire.count("hold")).toBe(1);
  });

  test("unhold of somebody who is not on hold", async () => {
    const { call, wire } = await peopleWorld({}, ada, bob);
    expect(await failureOf(call.unhold(bob))).toMatchObject({ code: "conflict", verb: "unhold" });
    expect(wire.count("unhold")).toBe(0);
  });

  test("more holds than the provider has", async () => {
    const { call, hold, finish, requests } = await holding({ limits: { holds: 1 } });
    expect(await failureOf(call.hold(eve))).toMatchObject({
      ...{ code: "conflict", message: expect.stringContaining("loopback holds one participant at once") },
    });
    await finish("hold");
    await hold;
    expect(await failureOf(call.hold(eve))).toMatchObject({ code: "conflict" });
    const unhold = call.unhold(bob);
    await finish("unhold");
    await unhold;
    const next = call.hold(eve);
    await finish("hold");
    await next;
    expect(requests("hold")).toBe(2);
    expect(call.capabilities.hold.limits).toEqual({ atOnce: 1 });
  });
});

describe("a hold before the first roster", () => {
  test("is known by the party, and by the participant once a roster shows them", async () => {
    const { call, finish, roster } = await peopleWorld();
    const hold = call.hold("+14255550177");
    await finish("hold");
    await hold;
    expect(await failureOf(call.hold("+14255550177"))).toMatchObject({ code: "conflict" });
    await roster(ada, bob);
    expect(await call.participants()).toEqual([ada, held]);
    await roster(ada);
    await roster(ada, bob);
    expect(await call.participants()).toEqual([ada, bob]);
  });
});

describe("somebody who hangs up", () => {
  test("while they are put on hold: it fails at once, and is forgotten", async () => {
    const { call, hold, roster, finish } = await holding();
    await roster(ada, eve);
    expect(await failureOf(hold)).toMatchObject({ code: "not-found", verb: "hold", provider: "loopback" });
    await finish("hold");
    await roster(ada, eve, bob);
    expect(await call.participants()).toEqual([ada, eve, bob]);
  });

  test("while they are on hold: the hold is forgotten, and another may be held", async () => {
    const { call, hold, finish, roster } = await holding({ limits: { holds: 1 } });
    await finish("hold");
    await hold;
    await roster(ada, eve);
    const next = call.hold(eve);
    await finish("hold");
    expect(await next).toEqual({ warnings: [] });
  });

  test("while they are taken off hold: that fails", async () => {
    const { call, hold, finish, roster, settle } = await holding();
    await finish("hold");
    await hold;
    const unhold = call.unhold(bob);
    await settle();
    await roster(ada);
    expect(await failureOf(unhold)).toMatchObject({ code: "not-found" });
  });
});

describe("what a provider calls hold while something plays to some alone", () => {
  test("is no hold for the others, and a hold that was asked for stays one", async () => {
    const { call, hold, finish, roster } = await holding();
    await finish("hold");
    await hold;
    const playing = call.play(prompt, { to: ada.party });
    await roster(ada, held, { ...eve, onHold: true });
    expect(await call.participants()).toEqual([ada, held, { ...eve, onHold: false }]);
    await finish("play");
    await playing;
    await roster(ada, held, { ...eve, onHold: true });
    expect(await call.participants()).toEqual([ada, held, { ...eve, onHold: true }]);
  });

  test("is one while something plays to all", async () => {
    const { call, settle, roster } = await holding();
    void call.play(prompt, { loop: true });
    await settle();
    await roster(ada, bob, { ...eve, onHold: true });
    expect(await call.participants()).toEqual([ada, bob, { ...eve, onHold: true }]);
  });
});
