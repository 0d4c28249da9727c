import { type Diary, refOf, type Told } from "../play/diary.js";
import type { Played } from "../play/play-scenario.js";

/** Every call that the bot was told of, or that it made, ends in exactly one terminal event, and nothing is told after it. */
export function oneEnd({ diary }: Played): readonly string[] {
  const wrong: string[] = [];
  for (const [ref, told] of byCall(diary)) {
    const name = diary.nameOf(ref) ?? ref;
    const ends = new Set(told.filter(({ event }) => event.type === "call-ended").map(({ event }) => event.id));
    const begun = diary.created.has(ref) || told.some(({ event }) => event.type === "incoming");
    if (begun && ends.size !== 1) wrong.push(`${name}: ${ends.size} ends`);
    if (!begun && ends.size > 1) wrong.push(`${name}: ${ends.size} ends of a call that was never begun`);
    wrong.push(...afterTheEnd(told).map((type) => `${name}: ${type} after its end`));
  }
  for (const ref of diary.created)
    if (!byCall(diary).has(ref)) wrong.push(`${diary.nameOf(ref)}: nothing was ever told of it`);
  return wrong;
}

/** What is told again because an instance was lost over it is not news. */
function afterTheEnd(told: readonly Told[]): readonly string[] {
  const end = told.findIndex(({ event }) => event.type === "call-ended");
  if (end < 0) return [];
  const before = new Set(told.slice(0, end + 1).map(({ event }) => event.id));
  return told
    .slice(end + 1)
    .filter(({ event }) => !before.has(event.id) && event.attempt === 1)
    .map(({ event }) => event.type);
}

/** What was told, call by call. */
export function byCall(diary: Diary): ReadonlyMap<string, readonly Told[]> {
  const calls = new Map<string, Told[]>();
  for (const told of diary.told) {
    const ref = refOf(told.event);
    if (ref !== undefined) calls.set(ref, [...(calls.get(ref) ?? []), told]);
  }
  return calls;
}
