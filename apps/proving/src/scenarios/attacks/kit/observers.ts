import { inspect } from "node:util";
import type { Store } from "@trunkline/core";
import { vi } from "vitest";

/** Collects everything that a bot says in words, and everything that reaches the console. */
export interface Eavesdropper extends Disposable {
  /** Collects anything: errors with all their members, texts, objects. */
  hear(what: unknown): void;
  /** Awaits the promise, and collects its error. */
  fails(promise: Promise<unknown> | undefined): Promise<void>;
  /** Which of the secrets were said, by name rather than by value. */
  said(secrets: Readonly<Record<string, string>>): readonly string[];
  /** How much was collected, in characters. */
  readonly length: number;
}

const levels = ["log", "info", "warn", "error", "debug", "trace"] as const;

export function eavesdrop(): Eavesdropper {
  let heard = "";
  const hear = (what: unknown) => {
    heard += `${typeof what === "string" ? what : inspect(what, { depth: 12, maxStringLength: null, breakLength: 200 })}\n`;
    if (what instanceof Error) heard += `${what.message} ${what.stack} ${JSON.stringify(what)}\n`;
  };
  const spies = [
    ...levels.map((level) => vi.spyOn(console, level).mockImplementation((...words) => words.forEach(hear))),
    vi.spyOn(process, "emitWarning").mockImplementation((warning) => hear(warning)),
  ];
  return {
    hear,
    fails: async (promise) => promise?.then(() => {}, hear),
    said: (secrets) => Object.keys(secrets).filter((name) => secrets[name] && heard.includes(secrets[name])),
    get length() {
      return heard.length;
    },
    [Symbol.dispose]: () => spies.forEach((spy) => void spy.mockRestore()),
  };
}

/** A store that counts the calls of its methods. */
export interface CountingStore extends Store {
  readonly counts: Readonly<Record<string, number>>;
}

export function countingStore(store: Store): CountingStore {
  const counts: Record<string, number> = {};
  const counted = <A extends readonly unknown[], R>(name: string, method: (...given: A) => R) => {
    return (...given: A): R => {
      counts[name] = (counts[name] ?? 0) + 1;
      return method(...given);
    };
  };
  return {
    counts,
    ...(store.inProcess ? { inProcess: store.inProcess } : {}),
    accept: counted("accept", store.accept),
    claim: counted("claim", store.claim),
    commit: counted("commit", store.commit),
    renew: counted("renew", store.renew),
    read: counted("read", store.read),
    watch: counted("watch", store.watch),
    bind: counted("bind", store.bind),
    resolve: counted("resolve", store.resolve),
    list: counted("list", store.list),
    close: counted("close", store.close),
  };
}
