import type { Clock } from "@trunkline/core";

/**
 * Carries out each command once: the same id again gets the first answer, for `forMs`, as providers do that know a repeated request for one.
 * @returns a function that takes the id of a command and what carries it out. What throws is not remembered.
 */
export function onceEach<T>(clock: Pick<Clock, "now">, forMs = Number.POSITIVE_INFINITY) {
  const done = new Map<string, { readonly at: number; readonly answer: T }>();
  return (id: string, carryOut: () => T): T => {
    const before = done.get(id);
    if (before && clock.now() - before.at < forMs) return before.answer;
    const answer = carryOut();
    done.set(id, { at: clock.now(), answer });
    return answer;
  };
}
