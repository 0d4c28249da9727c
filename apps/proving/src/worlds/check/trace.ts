import { project, tellable } from "../../scenarios/kit/trace.js";
import type { Played } from "../play/play-scenario.js";

/**
 * The unified trace of a world: what was told of each call, projected; what its operations yielded; what was refused at the start.
 * A yield and an event of the same moment have no order between them: each has lines of its own.
 */
export function traceOf({ history }: Played): Readonly<Record<string, readonly string[]>> {
  const pages = [...history.pages].flatMap(([label, page]) =>
    (["event", "note"] as const).map((kind) => {
      const lines = inOrder(Object.values(project(page.filter((one) => one.kind === kind))).flat());
      return [kind === "event" ? label : `${label}, yields`, lines] as const;
    }),
  );
  const refused = [...history.refused].map(([label, code]) => [label, [`create refused: ${code}`]] as const);
  return Object.fromEntries([...pages, ...refused].sort(([a], [b]) => a.localeCompare(b)));
}

/**
 * What is over because the call is has no order among itself: a prompt that was about to begin fails before or after the hang-up is done.
 */
function inOrder(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => line.startsWith("ended: "));
  if (end < 0) return lines;
  const before = lines.slice(0, end);
  const from = before.findLastIndex((line) => !byTheEnd.test(line)) + 1;
  return [...before.slice(0, from), ...before.slice(from).sort(), ...lines.slice(end)];
}

const byTheEnd = /^(\w+ failed: call-ended|hangUp completed)$/;

/** Two plays of one scenario left the same trace, but for what one of the clouds never tells. */
export function sameTrace(first: Played, second: Played): readonly string[] {
  const common = (played: Played) => tellable(tellable(traceOf(played), first.observations), second.observations);
  const [one, other] = [common(first), common(second)];
  const labels = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return labels.flatMap((label) => {
    const [a, b] = [one[label] ?? [], other[label] ?? []];
    const from = a.findIndex((line, index) => line !== b[index]);
    if (from < 0 && a.length === b.length) return [];
    const at = from < 0 ? a.length : from;
    return [
      `${label}, after "${a[at - 1] ?? "the beginning"}": ${first.provider} [${a.slice(at).join("; ")}] and ${second.provider} [${b.slice(at).join("; ")}]`,
    ];
  });
}
