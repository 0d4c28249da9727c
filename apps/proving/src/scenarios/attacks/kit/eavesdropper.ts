import { inspect } from "node:util";
import { vi } from "vitest";

/** Hears everything that a bot says in words, and everything that reaches the console. */
export interface Eavesdropper extends Disposable {
  /** Takes down anything: errors with all that hangs on them, texts, objects. */
  hear(what: unknown): void;
  /** Awaits it, and takes down how it fails. */
  fails(promise: Promise<unknown> | undefined): Promise<void>;
  /** Which of these were said. A secret is named by its first word, so that it is not said once more. */
  said(secrets: Readonly<Record<string, string>>): readonly string[];
  /** How much was heard, in characters. */
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
