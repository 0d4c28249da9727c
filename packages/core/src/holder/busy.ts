/** Work of the bot's that is under way here: handlers, and calls that are being begun. An instance that closes lets it end. */
export class Busy {
  readonly #under = new Set<Promise<unknown>>();

  add<T>(work: Promise<T>): Promise<T> {
    const end = () => this.#under.delete(work);
    this.#under.add(work);
    work.then(end, end);
    return work;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#under.size > 0) await Promise.allSettled(this.#under);
  }
}
