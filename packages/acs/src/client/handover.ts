import { CallingError } from "@trunkline/core";

/**
 * Hands what belongs to a request from where the vendor's method is called to where its request comes out of the client. The client runs
 * from the one to the other without an `await`, so a variable is enough. An `AsyncLocalStorage` would need no such promise of the client,
 * and in Node 20 the first use of one makes every promise of the process dearer (a callback 25 %).
 * A client that breaks the promise is found out: its request comes when nothing lies ready for it, and is not sent.
 */
export class Handover<T> {
  #ready: T | undefined;

  /**
   * Calls the vendor's method with `item` ready for the one request that it makes.
   * @throws CallingError `unsupported` when the method ends well and has made no request.
   */
  async give<R>(item: T, method: () => Promise<R>): Promise<R> {
    this.#ready = item;
    let returned: Promise<R>;
    let taken: boolean;
    try {
      returned = method();
    } finally {
      taken = this.#ready === undefined;
      this.#ready = undefined;
    }
    // Where it failed without a request, its own error says more.
    const result = await returned;
    if (!taken) throw unfit("made no request before it returned");
    return result;
  }

  /**
   * What lies ready for the request that has just come out of the client.
   * @throws CallingError `unsupported` when nothing does; the request must not be sent then.
   */
  take(): T {
    const item = this.#ready;
    if (item === undefined)
      throw unfit("made a request that belongs to no operation: a second one, or one after it had returned");
    this.#ready = undefined;
    return item;
  }
}

function unfit(did: string): CallingError {
  return new CallingError("unsupported", `a method of @azure/communication-call-automation ${did}`, {
    hint: "Install the version of it that @trunkline/acs asks for; if it is that one, this is a fault of @trunkline/acs.",
  });
}
