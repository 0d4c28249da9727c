import { type FieldsOf, type LineKey, logTable } from "./log-table.js";

/** Logs a line. */
export type Log = <K extends LineKey>(line: K, fields: FieldsOf<K>) => void;

/**
 * Logs to the bot's logger. Without one, warnings and errors go to the console, one line each; with `false`, nothing goes anywhere.
 * A logger that throws must not hold up a call.
 */
export function createLog(logger: Logger | false | undefined): Log {
  if (logger === false) return () => {};
  if (!logger) return printLoud;
  return (line, fields) => {
    const { level, message } = logTable[line];
    try {
      logger[level](fields, message);
    } catch {
      // The logger was the last place to report it.
    }
  };
}

const printLoud: Log = (line, fields) => {
  const entry = logTable[line];
  if (!("advice" in entry)) return;
  console[entry.level](lineForConsole(entry, fields));
};

/**
 * Where lines for people go. A pino logger fits as it is, and so does `console`. One that takes the message first (winston) needs a
 * line of your own a level. What a logger throws is ignored.
 */
export interface Logger {
  /** What happens all the time. */
  debug(fields: object, message: string): void;
  /** What happens now and then, and is as it should be. */
  info(fields: object, message: string): void;
  /** What the library makes up for, but may be worth a look. */
  warn(fields: object, message: string): void;
  /** What the bot did wrong, or what cannot be made up for. */
  error(fields: object, message: string): void;
}

/** The longest piece of text that is printed whole. What a stranger sends may end up in one. */
const longest = 600;

/**
 * A line of the log as the console shows it: what happened, why, what to do, and the key facts in brackets. Always one line, regardless of
 * what the fields contain.
 */
function lineForConsole(
  { message, advice }: { readonly message: string; readonly advice: string },
  fields: object,
): string {
  const { error, reason, ...facts } = readFields(fields);
  const why = error === undefined ? reason : explain(error);
  const known = Object.entries(facts).map(([name, value]) => `${name}=${plain(value)}`);
  return [
    `trunkline: ${message}${why === undefined ? "" : `: ${withoutStop(plain(why))}`}.`,
    advice,
    ...(known.length === 0 ? [] : [`(${known.join(", ")})`]),
  ].join(" ");
}

function readFields(fields: object): Readonly<Record<string, unknown>> {
  return { ...fields };
}

/** An error as `describeError` has it: its kind, its words, where it was thrown, and what caused it. */
function explain(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { type, message, stack, cause } = readFields(error);
  const kind = type === undefined ? "" : `${String(type)}: `;
  const place = typeof stack === "string" ? placeIn(stack) : undefined;
  return [
    `${kind}${withoutStop(plain(message))}`,
    ...(place === undefined ? [] : [place]),
    ...(cause === undefined ? [] : [`caused by ${explain(cause)}`]),
  ].join(", ");
}

/** The first frame of the bot's own code, else the first frame. */
function placeIn(stack: string): string | undefined {
  const frames = stack.split("\n");
  return frames.find((frame) => !/node_modules|node:internal/.test(frame)) ?? frames[0];
}

function plain(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}
