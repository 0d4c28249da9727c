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
  test("that was overtaken by a later one does not take its place", async () => {
    const { tell, ids, events } = await onRoster();
    await tell({ participants: on("a", "b"), sequence: 2 });
    await tell({ participants: on("a"), sequence: 1 });
    expect(await ids()).toEqual(["a", "b"]);
    expect(events.filter((type) => type === "participants-changed")).toHaveLength(1);
  });

  test("with the number of the last one takes its place only if it was made later", async () => {
    const { tell, ids } = await onRoster();
    await tell({ participants: on("a", "b"), sequence: 8, at: 1_000 });
    await tell({ participants: on("a", "b", "c"), sequence: 8, at: 2_000 });
    await tell({ participants: on("a"), sequence: 8, at: 1_500 });
    expect(await ids()).toEqual(["a", "b", "c"]);
  });
});

describe("a roster whose participants say in which one they last changed", () => {
  test("replaces the last one when somebody joins, changes or leaves", async () => {
    const { tell, ids } = await onRoster();
    await tell({ participants: on("a"), changedIn: { a: 1 } });
    await tell({ participants: on("a", "b"), changedIn: { a: 1, b: 2 } });
    expect(await ids()).toEqual(["a", "b"]);
    await tell({ participants: on("a"), changedIn: { a: 1 } });
    expect(await ids()).toEqual(["a"]);
    await tell({ participants: on("a", "c"), changedIn: { a: 1, c: 4 } });
    expect(await ids()).toEqual(["a", "c"]);
  });

  test("is ignored when it shows somebody who has left, or as they were before", async () => {
    const { tell, ids } = await onRoster();
    const early = { participants: on("a", "b"), changedIn: { a: 1, b: 2 } };
    await tell(early);
    await tell({ participants: on("a", "c"), changedIn: { a: 3, c: 4 } });
    await tell(early);
    await tell({ participants: on("a"), changedIn: { a: 1 } });
    expect(await ids()).toEqual(["a", "c"]);
  });

  test("shows everybody who was there all along, once the bot is let in", async () => {
    const { tell, ids } = await onRoster();
    await tell({ participants: on("bot"), changedIn: { bot: 7 } });
    await tell({ participants: on("bot", "a", "b"), changedIn: { bot: 8, a: 1, b: 2 } });
    expect(await ids()).toEqual(["bot", "a", "b"]);
  });
});

test("rosters that are not numbered are taken as they arrive", async () => {
  const { tell, ids } = await onRoster();
  await tell({ participants: on("a", "b") });
  await tell({ participants: on("a") });
  expect(await ids()).toEqual(["a"]);
});
