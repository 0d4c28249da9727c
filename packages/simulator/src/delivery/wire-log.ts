import type { Clock } from "../engine/clock.js";
import type { Provenance } from "./delivery.js";

/** One HTTP exchange between a bot and the simulated cloud, either way. Secrets are redacted. */
export interface WireEntry {
  readonly id: string;
  /** When the request was made, milliseconds since the epoch on the simulator's clock. */
  readonly at: number;
  /** `from-bot`: the bot asked the cloud. `to-bot`: the cloud called the bot back. */
  readonly direction: "from-bot" | "to-bot";
  /** Absent: a listener refused the request before its cloud was known. */
  readonly cloud?: "acs" | "graph";
  readonly botId?: string;
  /** The engine's call id, when the exchange is about a call. */
  readonly callId?: string;
  readonly title: string;
  readonly tag: Provenance;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  /** Absent until answered; for `to-bot` 0 when no answer came. */
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: string;
  /** `to-bot`: counts from 1. */
  readonly attempt?: number;
  /** What was done to it on purpose, such as `drop` or `duplicate`. */
  readonly fault?: string;
  /** `waiting`: no answer yet. `answered`: any status. `failed`: no connection, or the bot was too slow. `dropped`: never sent, by a fault. */
  readonly outcome: "waiting" | "answered" | "failed" | "dropped";
}

/** The last 2,000 exchanges, oldest first. */
export interface WireLog {
  entries(): readonly WireEntry[];
  /** Adds an entry; its id and time are given here. */
  add(entry: Omit<WireEntry, "id" | "at">): WireEntry;
  update(id: string, change: Partial<Omit<WireEntry, "id" | "at">>): void;
  /** Called with every new and changed entry. Returns a function that unsubscribes. */
  on(listener: (entry: WireEntry) => void): () => void;
  clear(): void;
}

const KEPT = 2000;

export function createWireLog(clock: Clock): WireLog {
  const entries = new Map<string, WireEntry>();
  const listeners = new Set<(entry: WireEntry) => void>();
  let count = 0;

  const store = (entry: WireEntry): WireEntry => {
    entries.set(entry.id, entry);
    const oldest = entries.size > KEPT ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
    for (const listener of [...listeners]) listener(entry);
    return entry;
  };

  return {
    entries: () => [...entries.values()],
    add: (entry) => store({ ...entry, id: `w${++count}`, at: clock.now() }),
    update(id, change) {
      const entry = entries.get(id);
      if (entry) store({ ...entry, ...change });
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => entries.clear(),
  };
}

const SECRET_HEADERS = new Set(["aeg-sas-key", "eventgrid", "cookie"]);
const SECRET_NAME = /^eventgrid$|secret|token|accesskey|password|^code$|^sig$/i;
const JWT = /\b(eyJ[\w-]+\.[\w-]+)\.[\w-]+/g;

/** Headers for the log: secrets are gone, tokens have lost their signature (what they claim stays readable). */
export function redactHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const redacted: Record<string, string> = {};
  for (const [name, value] of headers) {
    redacted[name] = SECRET_HEADERS.has(name.toLowerCase()) ? "[redacted]" : redactText(value);
  }
  return redacted;
}

/** A body for the log. */
export function redactText(text: string): string {
  return text
    .replace(JWT, "$1.[signature removed]")
    .replace(/(Signature=)[\w+/=]+/g, "$1[redacted]")
    .replace(/(client_secret=)[^&\s]+/g, "$1[redacted]");
}

/** An address for the log: values of query parameters that sound like secrets are gone. */
export function redactUrl(address: string): string {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) {
    if (SECRET_NAME.test(name)) url.searchParams.set(name, "redacted");
  }
  return url.href;
}
