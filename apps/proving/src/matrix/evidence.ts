import type { JournalLine } from "../bot/journal-line.js";
import type { Callback } from "../processes/balancer.js";

/** Everything that is known of one run. */
export interface Evidence {
  /** What the instances wrote, oldest first. */
  readonly lines: readonly JournalLine[];
  readonly callbacks: readonly Callback[];
  /** The key of the caller's call; `""` when nobody ever took it in. */
  readonly main: string;
  /** What is left in the inbox of each call that reached the cloud; `undefined` for a call that somebody still has. */
  readonly inboxes: ReadonlyMap<string, readonly string[] | undefined>;
  readonly caller: {
    readonly arrived: boolean;
    readonly heard: readonly string[];
    readonly pressed: string;
    readonly doorsOpened: number;
  };
}

/** What a run comes to in figures. */
export interface Figures {
  /** Callbacks that the cloud sent, and those that were acknowledged in the end. */
  readonly sent: number;
  readonly acknowledged: number;
  /** Entries of acknowledged callbacks, and those of them that a commit has applied. */
  readonly entries: number;
  readonly applied: number;
  /** Events that handlers were given, and those whose handlers came to their end at least once. */
  readonly told: number;
  readonly handled: number;
  /** Entries of acknowledged callbacks that nobody has applied. */
  readonly lost: number;
  /** Entries that more than one commit has applied. */
  readonly twice: number;
}

export function linesOf<K extends JournalLine["kind"]>(
  { lines }: Pick<Evidence, "lines">,
  kind: K,
): readonly Extract<JournalLine, { kind: K }>[] {
  return lines.filter((line): line is Extract<JournalLine, { kind: K }> => line.kind === kind);
}

/** Events whose handlers never came to their end. One of `incoming` is answered for by the decision that it made. */
export function unhandled(evidence: Pick<Evidence, "lines">): readonly string[] {
  const handled = new Set(linesOf(evidence, "handled").map(({ id }) => id));
  const told = linesOf(evidence, "told").filter(({ type }) => type !== "incoming");
  return [...new Set(told.map(({ id }) => id))].filter((id) => !handled.has(id));
}

export function figuresOf(evidence: Evidence): Figures {
  const { callbacks, inboxes } = evidence;
  const acknowledged = callbacks.filter(({ status = 0 }) => status >= 200 && status < 300);
  const numbers = new Set(acknowledged.map(({ n }) => n));
  const entries = new Set(
    linesOf(evidence, "accepted")
      .filter(({ n }) => numbers.has(n))
      .flatMap(({ call, ids }) => ids.map((id) => `${call} ${id}`)),
  );
  const waiting = new Set([...inboxes].flatMap(([call, ids]) => (ids ?? []).map((id) => `${call} ${id}`)));
  const lost = [...entries].filter((entry) => waiting.has(entry)).length;
  const told = new Set(linesOf(evidence, "told").map(({ id }) => id));
  return {
    sent: callbacks.length,
    acknowledged: acknowledged.length,
    entries: entries.size,
    applied: entries.size - lost,
    told: told.size,
    handled: told.size - unhandled(evidence).length,
    lost,
    twice: repeated(linesOf(evidence, "applied").flatMap(({ call, ids }) => ids.map((id) => `${call} ${id}`))).length,
  };
}

export function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
