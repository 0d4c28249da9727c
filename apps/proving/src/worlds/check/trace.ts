import { observable, project } from "../../scenarios/kit/trace.js";
import type { Played } from "../play/play-scenario.js";

/**
 * The unified trace of a world: for each call its projected events, the results of its operations, and refusals at its start.
 * A result and an event of the same moment have no defined order: each kind has its own lines.
 */
export function traceOf({ history }: Played): Readonly<Record<string, readonly string[]>> {
  const pages = [...history.recorded].flatMap(([label, records]) =>
    (["event", "note"] as const).map((kind) => {
      const lines = inOrder(Object.values(project(records.filter((one) => one.kind === kind))).flat());
      return [kind === "event" ? label : `${label}, yields`, lines] as const;
    }),
  );
  const refused = [...history.refused].map(([label, code]) => [label, [`create refused: ${code}`]] as const);
  return Object.fromEntries([...pages, ...refused].sort(([a], [b]) => a.localeCompare(b)));
}

/**
 * Lines that follow from the end of the call have no defined order: a prompt that was about to start may fail before or after the hang-up completes.
 */
function inOrder(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => line.startsWith("ended: "));
  if (end < 0) return lines;
  const before = lines.slice(0, end);
  const from = before.findLastIndex((line) => !byTheEnd.test(line)) + 1;
  return [...before.slice(0, from), ...before.slice(from).sort(), ...lines.slice(end)];
}

const byTheEnd = /^(\w+ failed: call-ended|hangUp completed)$/;

/** The violations of "two plays of one scenario leave the same trace", apart from what one of the clouds never reports. */
export function sameTrace(first: Played, second: Played): readonly string[] {
  const common = (played: Played) => observable(observable(traceOf(played), first.observations), second.observations);
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
