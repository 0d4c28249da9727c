import { appendFileSync } from "node:fs";
import type { Happened } from "./journal-line.js";

/** What an instance writes down, line by line, in a file that all instances share: what is written survives the writer. */
export class Journal {
  readonly #by: string;
  readonly #file: string;

  constructor(by: string, file: string) {
    this.#by = by;
    this.#file = file;
  }

  write(happened: Happened): void {
    appendFileSync(this.#file, `${JSON.stringify({ by: this.#by, at: Date.now(), ...happened })}\n`);
  }
}
