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

/** The call that was claimed for a create which never came to be sent. */
export function undialedIn(lines: readonly JournalLine[]): string | undefined {
  const died = lines.findIndex((line) => line.kind === "died" && /^(request create before|commit)/.test(line.point));
  const before = lines.slice(0, died + 1);
  const claimed = before.findLast((line) => line.kind === "claimed");
  const sent = before.findLastIndex((line) => line.kind === "request" && line.verb === "create");
  if (claimed?.kind !== "claimed" || claimed.call === mainOf(lines) || sent > before.indexOf(claimed)) return undefined;
  return claimed.call;
}

/** Every call has ended, and the handlers of everything that was told have come to their end. */
export function isOver(lines: readonly JournalLine[]): boolean {
  const ended = new Set(
    lines.flatMap((line) => (line.kind === "handled" && line.type === "call-ended" ? [line.call] : [])),
  );
  const calls = callsIn(lines);
  return calls.length > 0 && calls.every((call) => ended.has(call)) && unhandled({ lines }).length === 0;
}

/** How long the caller's call had nobody, ms; `undefined` when nothing had to be taken over. */
export function takeoverOf(lines: readonly JournalLine[], main: string): number | undefined {
  const died = lines.find(({ kind }) => kind === "died");
  const taken = lines.find((line) => line.kind === "claimed" && line.call === main && line.takenOver);
  return died && taken ? taken.at - died.at : undefined;
}
