import { describe, expect, test } from "vitest";
import { connectedWorld } from "../testing/loopback.fixture.js";
import type { Participant } from "../words/inputs-and-results.js";
import { phone } from "../words/to-party.js";

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
