import { AsyncLocalStorage } from "node:async_hooks";

/** Opens when the HTTP response of a request is out; what the request caused waits for it. */
export interface ResponseGate {
  readonly opened: Promise<void>;
  open(): void;
}

const currentRequest = new AsyncLocalStorage<ResponseGate>();

export function createResponseGate(): ResponseGate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Runs a request's handling; every delivery queued within belongs to the gate. */
export function behindGate<Result>(gate: ResponseGate, handle: () => Result): Result {
  return currentRequest.run(gate, handle);
}

/** The gate of the request that is being handled, if any. */
export function currentGate(): ResponseGate | undefined {
  return currentRequest.getStore();
}
