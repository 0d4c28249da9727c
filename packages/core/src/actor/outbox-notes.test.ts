import { expect, test } from "vitest";
import type { Happening } from "../record/happening.js";
import { turnOf } from "../testing/turn.fixture.js";
import { OutboxNotes } from "./outbox-notes.js";

const event = (id: string): Happening => ({ id, at: 0, attempt: 1, source: "own", type: "call-connected" });
const events = (count: number) => Array.from({ length: count }, (_, nth) => event(String(nth)));

/** The notes of a call, and how often they asked to be written. */
function notesOf() {
  let writes = 0;
  const notes = new OutboxNotes({ writeNotes: async () => void writes++ });
  /** The outbox after a turn that takes the notes along. */
  const taken = (outbox: readonly Happening[]) => {
    const turn = turnOf({ outbox });
    notes.addTo(turn);
    return turn.record.outbox;
  };
  const settle = (outbox: readonly Happening[], ...ids: readonly string[]) => {
    for (const id of ids) notes.settled(turnOf({ outbox }).record, id);
  };
  const written = (outbox: readonly Happening[]) => notes.written(turnOf({ outbox }).record);
  return { notes, taken, settle, written, writes: () => writes };
}

test.each([1, 16, 17, 1000])("each of %i events is found in the outbox, and no other", (count) => {
  const isNoted = (id: string) => {
    const { notes, settle } = notesOf();
    settle(events(count), id);
    return notes.any;
  };
  expect(["0", String(count - 1), String(count), ""].map(isNoted)).toEqual([true, true, false, false]);
});

test("handled events leave the outbox with the next turn, and are remembered until they are out of the record", () => {
  const { notes, taken, settle, written } = notesOf();
  const outbox = events(3);
  expect([notes.any, taken(outbox)]).toEqual([false, outbox]);
  settle(outbox, "1", "2");
  expect([notes.any, taken(outbox).map(({ id }) => id)]).toEqual([true, ["0"]]);
  written(events(2));
  expect([notes.any, taken(outbox).map(({ id }) => id)]).toEqual([true, ["0", "2"]]);
  written([event("0")]);
  expect([notes.any, taken(outbox)]).toEqual([false, outbox]);
});

test("empty outboxes are one list", () => {
  const { taken, settle } = notesOf();
  settle(events(1), "0");
  const empty = taken(events(1));
  expect(empty).toEqual([]);
  expect(taken([event("0")])).toBe(empty);
});

test("events that end together cause one write, and one that ends during it another", () => {
  const { taken, settle, written, writes } = notesOf();
  const outbox = events(3);
  settle(outbox, "0", "1");
  expect(writes()).toBe(1);
  const left = taken(outbox);
  settle(outbox, "2");
  expect(writes()).toBe(2);
  written(left);
  expect(writes()).toBe(2);
  taken(left);
  written([]);
  expect(writes()).toBe(2);
});
