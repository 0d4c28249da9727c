import { CallingError, type Store } from "@trunkline/core";

/** How a store fails at the moment. */
export type Failing = "before" | "after" | undefined;

/** A store as one instance sees it, which can be made to fail. Hints are lost with it. */
export interface FailingStore {
  readonly store: Store;
  failing: Failing;
  /** How often it has failed. */
  readonly failures: number;
}

/** `before`: nothing was done. `after`: it was, and the answer is lost. */
export function failingStore(inner: Store): FailingStore {
  const state: { failing: Failing; failures: number } = { failing: undefined, failures: 0 };
  const fail = (): never => {
    state.failures++;
    throw new CallingError("store-unavailable", "the store does not answer (made up by this test)");
  };
  const through = <Args extends readonly unknown[], Result>(method: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (state.failing === "before") return fail();
      const failing = state.failing;
      const result = await method(...args);
      return failing === "after" ? fail() : result;
    };
  };
  const store: Store = {
    inProcess: true,
    accept: through(inner.accept),
    claim: through(inner.claim),
    commit: through(inner.commit),
    renew: through(inner.renew),
    read: through(inner.read),
    bind: through(inner.bind),
    resolve: through(inner.resolve),
    list: through(inner.list),
    watch: (changed) =>
      inner.watch((...hint) => {
        if (state.failing === undefined) changed(...hint);
      }),
    close: inner.close,
  };
  return {
    store,
    get failing() {
      return state.failing;
    },
    set failing(failing) {
      state.failing = failing;
    },
    get failures() {
      return state.failures;
    },
  };
}
