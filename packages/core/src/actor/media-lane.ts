/** What uses the lane, or waits for it. */
interface LaneUse {
  /** The bot stops all media: a waiting use must not begin, and a use in several steps must not go on. */
  readonly drop: () => void;
  /** Present for what would never end, such as a prompt that loops: ends it as soon as something else waits. */
  readonly giveWay?: () => Promise<void>;
}

/** Shared by all lanes, since most calls never use theirs. */
const over: Promise<unknown> = Promise.resolve();
const none: readonly LaneUse[] = [];

/**
 * One thing at a time is played, sent or collected on a call, in the order of the requests. Both clouds cancel queued media together with
 * what plays, and ACS refuses overlaps (412/8583), so nothing is queued at the provider.
 */
export class MediaLane {
  #last = over;
  #waiting = none;
  #occupant: LaneUse | undefined;
  #silence = over;

  /** Media are being stopped. What begins from now on waits for that, or it might be stopped as well. */
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
        // Others wait already, so what would never end does not even begin.
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
