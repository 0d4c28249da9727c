import type { WireEntryView } from "../../src/control/protocol.js";

/** What a message's outcome is, in a word or two, and whether it is worth a second look. */
interface OutcomeWords {
  readonly words: string;
  readonly mood: "plain" | "bad" | "waiting";
}

export function outcomeOf(entry: WireEntryView): OutcomeWords {
  switch (entry.outcome) {
    case "waiting":
      return { words: "…", mood: "waiting" };
    case "dropped":
      return { words: "lost", mood: "bad" };
    case "failed":
      return { words: "no answer", mood: "bad" };
    case "answered": {
      const status = entry.status ?? 0;
      return { words: status > 0 ? String(status) : "answered", mood: status >= 400 ? "bad" : "plain" };
    }
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  delay: "delayed",
  drop: "dropped",
  duplicate: "sent twice",
  batch: "in one body with others",
  "rewrite-path": "sent to another path",
  reorder: "out of order",
  corrupt: "cut in the middle",
  "slow-bot": "slow bot",
  "dead-bot": "dead bot",
};

/** What was done to a message on purpose; a retry says which attempt it is. */
export function faultWords(entry: WireEntryView): string | undefined {
  const faults = entry.fault?.split(", ").map((fault) => FAULTS[fault] ?? fault) ?? [];
  const again = entry.attempt !== undefined && entry.attempt > 1 ? [`attempt ${entry.attempt}`] : [];
  return [...faults, ...again].join(", ") || undefined;
}

/** The path of an address: the host is the same all the time. */
export function pathOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed ? parsed.pathname + parsed.search : url;
}

/** The time of day, to the millisecond. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const ms = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}
