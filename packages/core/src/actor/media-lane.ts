/** Something that has the lane, or waits for it. */
interface LaneUse {
  /** The bot stops all media: what waits does not begin, what goes on in several steps does not go on. */
  readonly drop: () => void;
  /** Given for what would go on for ever (a prompt that loops): ends it, as soon as something else waits. */
  readonly giveWay?: () => Promise<void>;
}

/** What a lane begins with is the same for all: most calls have one that nothing uses. */
const over: Promise<unknown> = Promise.resolve();
const none: readonly LaneUse[] = [];

/**
 * One thing plays, is sent or is collected on a call at a time, in the order asked for. Both clouds cancel what is queued
 * together with what plays, and ACS refuses overlaps (412/8583): so nothing is queued at the provider.
 */
export class MediaLane {
  #last = over;
  #waiting = none;
  #occupant: LaneUse | undefined;
  #silence = over;

  /** Media are being stopped: what begins from now on waits for it, or it could be stopped together with what is to stop. */
  stopping(stopped: Promise<unknown>): void {
    this.#silence = Promise.allSettled([this.#silence, stopped]);
  }

  /** The bot stops everything that plays or waits here. */
  drop(): void {
    for (const use of this.#waiting) use.drop();
    this.#occupant?.drop();
  }

  /** Runs `work` when everything before it is over. */
  run<T>(work: () => Promise<T>, use: LaneUse): Promise<T> {
    this.#waiting = [...this.#waiting, use];
    const turn = this.#last.then(async () => {
      this.#waiting = this.#waiting.filter((one) => one !== use);
      this.#occupant = use;
      try {
        // Others wait already: what would go on for ever does not even begin.
        if (this.#waiting.length > 0) await use.giveWay?.();
        await this.#silence;
        return await work();
      } finally {
        this.#occupant = undefined;
      }
    });
    void this.#occupant?.giveWay?.();
    this.#last = turn.catch(() => {});
    return turn;
  }
}
