/** Reads one header by its name in lower case. */
type ReadHeader = (name: string) => string | null | undefined;

/** The longest wait that we report, ms. Ours: a timer of Node takes no more than 24.8 days, and fires at once when it is given more. */
const longestMs = 24 * 60 * 60_000;

/** Milliseconds, in both spellings that Azure's clients read, and before the standard's header, as they do (`throttlingRetryStrategy`). */
const inMs = ["retry-after-ms", "x-ms-retry-after-ms"] as const;

/** A number as a header spells it. `Number` and `Date.parse` take much more: `""` is 0, and `2.5` and `-5` are days of the year 2001. */
const number = /^\d+(\.\d+)?$/;

/** The three forms of a date in HTTP (RFC 9110, 5.6.7), and the one of ISO 8601. The oldest names no zone and means UTC. */
const datesWithZone = /^([a-z]+, \d{2}[ -][a-z]{3}[ -]\d{2,4} [\d:]{8} GMT|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d))$/i;
const dateWithoutZone = /^[a-z]{3} [a-z]{3} [ \d]\d [\d:]{8} \d{4}$/i;

/**
 * How long a service asks to wait before another try, ms; `undefined` when it says nothing that can be read. 0 means "at once", which
 * core does not take literally: its own back-off is the least that it waits. Graph sends seconds with a fraction (`2.128`, observed).
 */
export function readRetryAfter(header: ReadHeader, now: number): number | undefined {
  for (const name of inMs) {
    const text = header(name)?.trim() ?? "";
    if (number.test(text)) return bounded(Number(text));
  }
  const text = header("retry-after")?.trim() ?? "";
  if (number.test(text)) return bounded(Number(text) * 1000);
  const at = readDate(text);
  return at === undefined ? undefined : bounded(at - now);
}

function bounded(ms: number): number {
  return Math.min(Math.max(Math.ceil(ms), 0), longestMs);
}

function readDate(text: string): number | undefined {
  if (!datesWithZone.test(text) && !dateWithoutZone.test(text)) return undefined;
  const at = Date.parse(dateWithoutZone.test(text) ? `${text} GMT` : text);
  return Number.isNaN(at) ? undefined : at;
}
