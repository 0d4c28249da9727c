import { lineForConsole } from "./console-line.js";
import { type FieldsOf, type LineKey, logTable } from "./log-table.js";
import type { Logger } from "./logger.js";

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
