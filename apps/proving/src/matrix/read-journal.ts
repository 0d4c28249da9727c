import type { JournalLine } from "../bot/journal-line.js";
import { unhandled } from "./evidence.js";

/** The caller's call: the first one that was taken in. */
export function mainOf(lines: readonly JournalLine[]): string {
  const first = lines.find((line) => line.kind === "accepted" && line.ids.includes("incoming"));
  return first?.kind === "accepted" ? first.call : "";
}

export function callsIn(lines: readonly JournalLine[]): readonly string[] {
  return [
    ...new Set(lines.flatMap((line) => (line.kind === "claimed" || line.kind === "accepted" ? [line.call] : []))),
  ];
}

/** The bot's own calls whose create never reached the cloud: the instance died over it, and no callback was ever sent for them. */
export function undialedIn(lines: readonly JournalLine[]): readonly string[] {
  const dead = new Set(lines.flatMap(({ kind, by }) => (kind === "died" ? [by] : [])));
  const known = new Set(lines.flatMap((line) => (line.kind === "accepted" ? [line.call] : [])));
  return callsIn(lines).filter((call) => {
    const begun = lines.find((line) => line.kind === "claimed" && line.call === call);
    return begun !== undefined && dead.has(begun.by) && !known.has(call);
  });
}

/** Every call has ended, `undialed` ones aside, and the handlers of everything that was told have come to their end. */
export function isOver(lines: readonly JournalLine[], undialed: readonly string[]): boolean {
  const ended = new Set(
    lines.flatMap((line) => (line.kind === "handled" && line.type === "call-ended" ? [line.call] : [])),
  );
  const calls = callsIn(lines).filter((call) => !undialed.includes(call));
  return calls.length > 0 && calls.every((call) => ended.has(call)) && unhandled({ lines }).length === 0;
}

/** How long the caller's call had nobody, ms; `undefined` when nothing had to be taken over. */
export function takeoverOf(lines: readonly JournalLine[], main: string): number | undefined {
  const died = lines.find(({ kind }) => kind === "died");
  const after = died ? lines.slice(lines.indexOf(died)) : [];
  const taken = after.find((line) => line.kind === "claimed" && line.call === main && line.takenOver);
  return died && taken ? taken.at - died.at : undefined;
}
