import { type FieldsOf, type LineKey, logTable } from "./log-table.js";
import type { Logger } from "./logger.js";

/** Logs a line. */
export type Log = <K extends LineKey>(line: K, fields: FieldsOf<K>) => void;

/** Logs to a logger of the bot's. One that throws must not hold up a call. */
export function createLog(logger: Logger | undefined): Log {
  if (!logger) return () => {};
  return (line, fields) => {
    const { level, message } = logTable[line];
    try {
      logger[level](fields, message);
    } catch {
      // There is nobody left to tell.
    }
  };
}
