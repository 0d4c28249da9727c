import type { Logger } from "./logger.js";

/** A line that may be logged. */
interface Line {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: readonly string[];
  /** Fields that are there where there is such a thing. `from`, `to` and `tones` only where they may be shown. */
  readonly sometimes: readonly string[];
}

/** Every line that is logged. `docs/operations.md` says what to do about each. */
export const logTable = {
  handlerThrew: { level: "error", message: "a handler threw", fields: ["error"], sometimes: ["callRef", "from", "to"] },
  workFailed: {
    level: "error",
    message: "work in the background failed",
    fields: ["error"],
    sometimes: ["callRef", "from", "to"],
  },
  callTakenOver: {
    level: "warn",
    message: "a call was taken over",
    fields: ["callRef", "state"],
    sometimes: ["from", "to"],
  },
  callLost: {
    level: "warn",
    message: "another instance has taken over a call",
    fields: ["callRef"],
    sometimes: ["from", "to"],
  },
  storeAway: { level: "warn", message: "the store does not answer", fields: ["error"], sometimes: [] },
  storeBack: { level: "info", message: "the store answers again", fields: ["awayMs", "calls"], sometimes: [] },
  refused: {
    level: "warn",
    message: "a callback was refused",
    fields: ["status", "reason", "more"],
    sometimes: ["provider"],
  },
  reconciled: {
    level: "warn",
    message: "the provider had to be asked",
    fields: ["callRef", "event"],
    sometimes: ["from", "to"],
  },
  inDoubt: {
    level: "warn",
    message: "the end of an operation was not told",
    fields: ["callRef", "verb", "operation", "code"],
    sometimes: ["from", "to"],
  },
  undecided: {
    level: "warn",
    message: "nobody decided about an incoming call",
    fields: ["callRef", "onUnhandled"],
    sometimes: ["from", "to"],
  },
  closing: { level: "info", message: "closing", fields: ["calls", "drainMs"], sometimes: [] },
  closed: { level: "info", message: "closed", fields: ["calls"], sometimes: [] },
  event: {
    level: "debug",
    message: "an event",
    fields: ["callRef", "event", "source", "attempt"],
    sometimes: ["reason", "tones", "from", "to"],
  },
  operation: {
    level: "debug",
    message: "an operation ended",
    fields: ["callRef", "verb", "operation", "outcome", "tookMs"],
    sometimes: ["code", "tones", "from", "to"],
  },
  taken: {
    level: "debug",
    message: "a callback was taken",
    fields: ["status", "accepted", "duplicate", "tookMs"],
    sometimes: ["provider", "callRef"],
  },
} as const satisfies Readonly<Record<string, Line>>;

type Table = typeof logTable;
export type LineKey = keyof Table;

/** What has to be said with a line. */
export type FieldsOf<K extends LineKey> = { readonly [F in Table[K]["fields"][number]]: unknown } & {
  readonly [F in Table[K]["sometimes"][number]]?: unknown;
};
