/** Work of the bot that is under way on this instance: handlers, and calls that are being begun. A closing instance waits for it. */
export class InFlight {
  readonly #under = new Set<Promise<unknown>>();

  get any(): boolean {
    return this.#under.size > 0;
  }

  add<T>(work: Promise<T>): Promise<T> {
    const end = () => this.#under.delete(work);
    this.#under.add(work);
    work.then(end, end);
    return work;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.any) await Promise.allSettled(this.#under);
  }

  /** Marks this moment. The returned function waits for what was begun after it, and not for what was under way before. */
  mark(): () => Promise<void> {
    const before = new Set(this.#under);
    return async () => {
      await Promise.allSettled([...this.#under].filter((work) => !before.has(work)));
    };
  }
}

/** Requests to providers that are not answered yet, by call. A call is handed over once its own are answered. */
export class RequestsInFlight {
  readonly #byCall = new Map<object, InFlight>();

  add<T>(call: object, request: Promise<T>): Promise<T> {
    const ofCall = this.#byCall.get(call) ?? new InFlight();
    this.#byCall.set(call, ofCall);
    ofCall.add(request);
    const end = () => {
      if (!ofCall.any) this.#byCall.delete(call);
    };
    request.then(end, end);
    return request;
  }

  async idle(call: object): Promise<void> {
    await this.#byCall.get(call)?.idle();
  }
}
