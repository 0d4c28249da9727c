import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { type JournalLine, journalLineSchema } from "../bot/journal.js";

/** The journal of all instances, as a test reads it. */
export class History {
  readonly file: string;
  readonly #lines: JournalLine[] = [];
  #position = 0;
  #rest = "";

  constructor(file: string) {
    this.file = file;
    writeFileSync(file, "");
  }

  /** All lines so far, oldest first. */
  lines(): readonly JournalLine[] {
    this.#read();
    return this.#lines;
  }

  of<K extends JournalLine["kind"]>(kind: K): readonly Extract<JournalLine, { kind: K }>[] {
    return this.lines().filter((line): line is Extract<JournalLine, { kind: K }> => line.kind === kind);
  }

  /** Waits for a line. */
  until(what: string, found: (line: JournalLine) => boolean, withinMs = 15_000): Promise<JournalLine> {
    return waitUntil(what, withinMs, () => this.lines().find(found));
  }

  #read(): void {
    const file = openSync(this.file, "r");
    const buffer = Buffer.alloc(64 * 1024);
    for (let size = -1; size !== 0; ) {
      size = readSync(file, buffer, 0, buffer.length, this.#position);
      this.#position += size;
      this.#rest += buffer.toString("utf8", 0, size);
    }
    closeSync(file);
    const texts = this.#rest.split("\n");
    this.#rest = texts.pop() ?? "";
    for (const text of texts) this.#lines.push(journalLineSchema.parse(JSON.parse(text)));
  }
}

const everyMs = 15;

/** Polls until `look` finds something. @throws Error that names what was not found. */
export async function waitUntil<T>(what: string, withinMs: number, look: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await pause(everyMs);
  }
}
