import { expect, test } from "vitest";
import type { JournalLine } from "../bot/journal.js";
import { soundEvidence } from "./evidence.fixture.js";
import { type Evidence, figuresOf, undialedIn } from "./evidence.js";
import { judge, promiseNames } from "./judge.js";

const sound = soundEvidence();

/** How a run breaks each promise. */
const broken: Readonly<Record<string, Partial<Evidence>>> = {
  "every callback is acknowledged in the end": { callbacks: refused(2) },
  "nothing acknowledged is lost": { inboxes: new Map([["call", ["ended"]]]) },
  "no entry takes effect twice": { lines: [...sound.lines, ...linesOf("applied")] },
  "every call is released in the end": { inboxes: new Map([["call", undefined]]) },
  "every event is handled to the end": { lines: without((line) => isOf(line, "handled", "dtmf-received")) },
  "a call begins, is connected and ends once": { lines: without((line) => isOf(line, "delivered", "call-ended")) },
  "every key is delivered once, in order": { caller: { ...sound.caller, pressed: "124321" } },
  "the PIN is collected as pressed": { lines: without(({ kind }) => kind === "collected").concat(collected("123")) },
  "a takeover is reported, with the bot's data": { lines: sound.lines.map(withoutData) },
  "the caller is not asked again": { caller: { ...sound.caller, heard: ["pin", "not-heard"] } },
  "the caller reaches their destination": { caller: { ...sound.caller, arrived: false } },
  "the door opens": { caller: { ...sound.caller, doorsOpened: 0 } },
  "no door is opened twice": { caller: { ...sound.caller, doorsOpened: 2 } },
  "a takeover is reported once": { lines: [...sound.lines, recoveredAgain("e-another")] },
  "nobody is left alone": { stays: [...sound.stays, { call: "main", who: ["ada"], from: 20_100, until: 24_000 }] },
  "the person is not left with the bot": {
    stays: [...sound.stays, { call: "brief", who: ["bob", "bot"], from: 8000, until: 13_000 }],
  },
  "nothing fails in the background": { lines: [...sound.lines, { by: "i1", at: 0, kind: "error", message: "oh" }] },
};

test("a call that kept every promise passes", () => {
  expect(judge(sound)).toEqual([]);
  expect(figuresOf(sound)).toMatchObject({ sent: 2, acknowledged: 2, entries: 2, applied: 2, lost: 0, twice: 0 });
});

test.each(promiseNames)("a violation is detected: %s", { tags: "instances/killed" }, (promise) => {
  expect(judge({ ...sound, ...broken[promise] }).map((violation) => violation.promise)).toContain(promise);
});

test.each([
  ["opened the door again after its predecessor died doing so", ["i1", "i2"], 2, []],
  ["opened the door twice, in two handlers of one takeover", ["i1", "i2", "i2"], 3, ["no door is opened twice"]],
] as const)("the instance that took over %s", { tags: "instances/one-recovery" }, (_, walkers, doorsOpened, broken) => {
  const steps = walkers.map((by): JournalLine => ({ by, at: 0, kind: "step", call: "call", step: "door" }));
  const died = sound.lines.findIndex(({ kind }) => kind === "died");
  const lines = [
    ...sound.lines.slice(0, died),
    ...steps.filter(({ by }) => by === "i1"),
    ...sound.lines.slice(died),
    ...steps.filter(({ by }) => by === "i2"),
  ];
  const found = judge({ ...sound, lines, caller: { ...sound.caller, doorsOpened } });
  expect(found.map(({ promise }) => promise)).toEqual(broken);
});

test("an acknowledged entry that is still in the inbox counts as lost, an unacknowledged one does not", () => {
  const inboxes = new Map([["call", ["ended"]]]);
  expect(figuresOf({ ...sound, inboxes })).toMatchObject({ entries: 2, applied: 1, lost: 1 });
  expect(figuresOf({ ...sound, inboxes, callbacks: refused(2) })).toMatchObject({ acknowledged: 1, lost: 0 });
});

test("a call whose instance died before the cloud knew of it does not count as held", () => {
  const began = (by: string, call: string): JournalLine => ({
    by,
    at: 0,
    kind: "claimed",
    call,
    fence: 1,
    takenOver: false,
  });
  expect(undialedIn([...sound.lines, began("i1", "outbound"), began("i2", "another")])).toEqual(["outbound"]);
  const known: JournalLine = { by: "i2", at: 0, kind: "accepted", n: 3, call: "outbound", ids: ["state:connecting"] };
  expect(undialedIn([...sound.lines, began("i1", "outbound"), known])).toEqual([]);
});

function refused(n: number): Evidence["callbacks"] {
  return sound.callbacks.map((callback) => (callback.n === n ? { ...callback, status: 503 } : callback));
}

function linesOf(kind: JournalLine["kind"]): readonly JournalLine[] {
  return sound.lines.filter((line) => line.kind === kind);
}

function without(unwanted: (line: JournalLine) => boolean): readonly JournalLine[] {
  return sound.lines.filter((line) => !unwanted(line));
}

function isOf(line: JournalLine, kind: "delivered" | "handled", type: string): boolean {
  return line.kind === kind && line.type === type;
}

function collected(tones: string): JournalLine {
  return { by: "i1", at: 0, kind: "collected", call: "call", key: "pin-1", tones, endedBy: "inter-tone-timeout" };
}

/** The instance that took over gets a second event about it. */
function recoveredAgain(id: string): JournalLine {
  const details = { state: "connected", data: { step: "menu", attempt: 2 } };
  return { by: "i2", at: 0, kind: "delivered", type: "call-recovered", id, attempt: 1, call: "call", details };
}

function withoutData(line: JournalLine): JournalLine {
  return line.kind === "delivered" && line.type === "call-recovered" ? { ...line, details: {} } : line;
}
