import type { JournalLine, JournalNote } from "../bot/journal.js";
import type { Evidence } from "./evidence.js";

/** The events that handlers received, by id. */
const events: readonly (readonly [id: string, type: string, details: Record<string, unknown>])[] = [
  ["e-incoming", "incoming", {}],
  ["e-connected", "call-connected", {}],
  ...[..."123421"].map((tone, index) => [`e-tone-${index}`, "dtmf-received", { tone }] as const),
  ["e-recovered", "call-recovered", { state: "connected", data: { step: "menu", attempt: 2 } }],
  ["e-ended", "call-ended", { reason: "transferred" }],
];

/** A call that kept every promise: one instance had it, another took it over. */
export function soundEvidence(): Evidence {
  return {
    lines: soundLines(),
    callbacks: [1, 2].map((n) => ({ n, at: n, tries: 1, refusals: [], status: 202 })),
    main: "call",
    inboxes: new Map([["call", []]]),
    caller: { arrived: true, heard: ["pin", "menu", "opened", "menu"], pressed: "123421", doorsOpened: 1 },
    stays: [
      { call: "main", who: ["ada", "bot"], from: 0, until: 9000 },
      { call: "brief", who: ["bob", "bot"], from: 5000, until: 8000 },
      { call: "main", who: ["ada", "bob", "bot"], from: 9000, until: 9500 },
      { call: "main", who: ["ada", "bob"], from: 9500, until: 20_000 },
      { call: "main", who: ["bob"], from: 20_000, until: 20_100 },
    ],
  };
}

function soundLines(): readonly JournalLine[] {
  const call = "call";
  const recovered = events.findIndex(([, type]) => type === "call-recovered");
  const notes = events.flatMap(([id, type, details]): readonly JournalNote[] => [
    { kind: "delivered", type, id, attempt: 1, call, details },
    { kind: "handled", type, id, attempt: 1, call },
  ]);
  return [
    ...writtenBy("i1", [
      { kind: "accepted", n: 1, call, ids: ["incoming"] },
      { kind: "claimed", call, fence: 1, takenOver: false },
      { kind: "applied", call, fence: 1, ids: ["incoming"] },
      ...notes.slice(0, recovered * 2),
      { kind: "collected", call, key: "pin-1", tones: "1234", endedBy: "max" },
      { kind: "died", point: "commit 4 during" },
    ]),
    ...writtenBy("i2", [
      { kind: "accepted", n: 2, call, ids: ["ended"] },
      { kind: "claimed", call, fence: 2, takenOver: true },
      ...notes.slice(recovered * 2, -2),
      { kind: "applied", call, fence: 2, ids: ["ended"] },
      ...notes.slice(-2),
    ]),
  ];
}

function writtenBy(by: string, notes: readonly JournalNote[]): readonly JournalLine[] {
  return notes.map((note, at) => ({ by, at, ...note }));
}
