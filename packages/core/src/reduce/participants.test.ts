import { describe, expect, test } from "vitest";
import { connectedWorld } from "../testing/loopback.fixture.js";
import { callback, turnOf } from "../testing/turn.fixture.js";
import type { Participant } from "../words/inputs-and-results.js";
import { phone } from "../words/to-party.js";
import { isOvertaken, onParticipants } from "./participants.js";

const on = (...ids: readonly string[]): readonly Participant[] =>
  ids.map((id, index) => ({ id, party: phone(`+1425555010${index}`) }));

async function onRoster() {
  const { call, tell, events } = await connectedWorld();
  let delivery = 0;
  return {
    events,
    tell: (more: object) => tell({ kind: "participants", id: `roster:${++delivery}`, ...more }),
    ids: async () => (await call.participants()).map(({ id }) => id),
  };
}

describe("a numbered roster", () => {
  test("that is older than the known one is ignored", async () => {
    const { tell, ids, events } = await onRoster();
    await tell({ participants: on("a", "b"), sequence: 2 });
    await tell({ participants: on("a"), sequence: 1 });
    expect(await ids()).toEqual(["a", "b"]);
    expect(events.filter((type) => type === "participants-changed")).toHaveLength(1);
  });

  test("with the number of the known one replaces it only if it was made later", async () => {
    const { tell, ids } = await onRoster();
    await tell({ participants: on("a", "b"), sequence: 8, at: 1_000 });
    await tell({ participants: on("a", "b", "c"), sequence: 8, at: 2_000 });
    await tell({ participants: on("a"), sequence: 8, at: 1_500 });
    expect(await ids()).toEqual(["a", "b", "c"]);
  });
});

describe("a roster whose participants carry the number of their last change", () => {
  test("replaces the known one when a participant joins, changes or leaves", async () => {
    const { tell, ids } = await onRoster();
    await tell({ participants: on("a"), changedIn: { a: 1 } });
    await tell({ participants: on("a", "b"), changedIn: { a: 1, b: 2 } });
    expect(await ids()).toEqual(["a", "b"]);
    await tell({ participants: on("a"), changedIn: { a: 1 } });
    expect(await ids()).toEqual(["a"]);
    await tell({ participants: on("a", "c"), changedIn: { a: 1, c: 4 } });
    expect(await ids()).toEqual(["a", "c"]);
  });

  test("is ignored when it shows a participant who has left, or an earlier state of one", async () => {
    const { tell, ids } = await onRoster();
    const early = { participants: on("a", "b"), changedIn: { a: 1, b: 2 } };
    await tell(early);
    await tell({ participants: on("a", "c"), changedIn: { a: 3, c: 4 } });
    await tell(early);
    await tell({ participants: on("a"), changedIn: { a: 1 } });
    expect(await ids()).toEqual(["a", "c"]);
  });

  test("shows all participants once the bot is let in", async () => {
    const { tell, ids } = await onRoster();
    await tell({ participants: on("bot"), changedIn: { bot: 7 } });
    await tell({ participants: on("bot", "a", "b"), changedIn: { bot: 8, a: 1, b: 2 } });
    expect(await ids()).toEqual(["bot", "a", "b"]);
  });
});

test("rosters without numbers are taken as they arrive", async () => {
  const { tell, ids } = await onRoster();
  await tell({ participants: on("a", "b") });
  await tell({ participants: on("a") });
  expect(await ids()).toEqual(["a"]);
});

describe("the place of a roster in the order", () => {
  const roster = (more: object) =>
    ({ kind: "participants", id: "r", at: 1000, call: { key: "k" }, participants: [], ...more }) as const;
  const overtaken = (known: object, more: object) => isOvertaken({ ...turnOf().record, ...known }, roster(more));

  test("is given by its number, then by its time", () => {
    const known = { rosterSequence: 3, rosterAt: 1000 };
    const cases = [{ sequence: 2 }, { sequence: 4, at: 0 }, { sequence: 3 }, { sequence: 3, at: 999 }, {}];
    expect(cases.map((more) => overtaken(known, more))).toEqual([true, false, false, true, false]);
    expect(overtaken({ rosterSequence: 3 }, { sequence: 3, at: 0 })).toBe(false);
  });

  test("is given by the changes of its participants: it has a new one, or is the known one without those who left", () => {
    const known = { rosterSequence: 3, rosterChangedIn: { a: 1, b: 3 } };
    const cases = [{ a: 4 }, { a: 1 }, {}, { a: 1, b: 3 }, { a: 2 }, { a: 1, b: 2 }, { c: 3 }];
    expect(cases.map((changedIn) => overtaken(known, { changedIn }))).toEqual([
      ...[false, false, false, false, true, true, true],
    ]);
    expect(overtaken({ rosterSequence: 3 }, { changedIn: { a: 3 } })).toBe(true);
    expect(overtaken({}, { changedIn: { a: 0 } })).toBe(false);
  });

  test("is remembered, also of a roster without news", () => {
    const turn = turnOf();
    onParticipants(turn, roster({ sequence: 3 }), callback);
    expect([turn.record.rosterSequence, turn.record.rosterAt, turn.happenings]).toEqual([3, 1000, []]);
    onParticipants(turn, roster({ changedIn: { a: 5 } }), callback);
    onParticipants(turn, roster({ changedIn: {} }), callback);
    expect([turn.record.rosterSequence, turn.record.rosterChangedIn]).toEqual([5, {}]);
  });
});

describe("the bot is in the lobby", () => {
  const someone = { id: "a", party: phone("+14255550100"), inLobby: true };
  const lobbyAfter = (participants: readonly object[], change = {}) => {
    const turn = turnOf({ participantId: "bot", state: "connected", ...change });
    const signal = { kind: "participants", id: "r", at: 1000, call: { key: "k" }, participants } as never;
    onParticipants(turn, signal, callback);
    return [turn.record.inLobby, turn.happenings.filter(({ type }) => type === "call-changed")];
  };
  const changed = (inLobby: boolean) => [{ type: "call-changed", state: "connected", inLobby }];

  test("if the roster says so of the bot, or of its only participant", () => {
    const bot = { ...someone, id: "bot" };
    expect(lobbyAfter([someone, bot])).toMatchObject([true, changed(true)]);
    expect(lobbyAfter([someone])).toMatchObject([true, changed(true)]);
    expect(lobbyAfter([someone, { ...someone, id: "b" }])).toEqual([false, []]);
    expect(lobbyAfter([someone, { ...bot, inLobby: false }])).toEqual([false, []]);
  });

  test("until the roster says otherwise, and each change is an event", () => {
    const admitted = { id: "bot", party: phone("+14255550100") };
    expect(lobbyAfter([admitted], { inLobby: true })).toMatchObject([false, changed(false)]);
    expect(lobbyAfter([], { inLobby: true, participants: [admitted] })).toMatchObject([false, changed(false)]);
    expect(lobbyAfter([{ ...admitted, inLobby: true }], { inLobby: true })).toEqual([true, []]);
  });

  test("no more once the call is over", () => {
    expect(lobbyAfter([someone], { state: "disconnected" })).toEqual([false, []]);
  });
});

test("a roster that is the known one again is no event", () => {
  const turn = turnOf();
  const signal = { kind: "participants", id: "r", at: 1000, call: { key: "k" } } as const;
  onParticipants(turn, { ...signal, participants: on("a", "b") }, callback);
  onParticipants(turn, { ...signal, participants: on("a", "b") }, callback);
  onParticipants(turn, { ...signal, participants: on("a", "c") }, callback);
  expect(turn.happenings.map(({ type }) => type)).toEqual(["participants-changed", "participants-changed"]);
});
