/** Something that has the lane until it is over. */
interface Occupant {
  /** Ends the occupant, where it would go on for ever: a prompt that loops. */
  readonly giveWay: (() => Promise<void>) | undefined;
}

/**
 * One thing plays, is sent or is collected on a call at a time, in the order asked for. Both clouds cancel what is queued
 * together with what plays, and ACS refuses overlaps (412/8583): so nothing is queued at the provider.
 */
export class MediaLane {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #occupant: Occupant | undefined;
  #silence: Promise<unknown> = Promise.resolve();

  /** Media are being stopped: what begins from now on waits for it, or it could be stopped together with what is to stop. */
  stopping(stopped: Promise<unknown>): void {
    this.#silence = Promise.allSettled([this.#silence, stopped]);
  }

  /**
   * Runs `work` when everything before it is over.
   * @param giveWay given for work without an end of its own: called as soon as something else waits.
   */
  run<T>(work: () => Promise<T>, giveWay?: () => Promise<void>): Promise<T> {
    const occupant: Occupant = { giveWay };
    this.#waiting++;
    const turn = this.#last.then(async () => {
      this.#waiting--;
      this.#occupant = occupant;
      try {
        // Others wait already: what would go on for ever does not even begin.
        if (this.#waiting > 0) await giveWay?.();
        await this.#silence;
        return await work();
      } finally {
        if (this.#occupant === occupant) this.#occupant = undefined;
      }
    });
    this.#occupant?.giveWay?.().catch(() => {});
    this.#last = turn.catch(() => {});
    return turn;
  }
}
