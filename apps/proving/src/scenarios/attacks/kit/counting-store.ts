import type { Store } from "@trunkline/core";

/** A store that counts what it is asked, by method. */
export interface CountingStore extends Store {
  readonly asked: Readonly<Record<string, number>>;
}

export function countingStore(store: Store): CountingStore {
  const asked: Record<string, number> = {};
  const counted = <A extends readonly unknown[], R>(name: string, method: (...given: A) => R) => {
    return (...given: A): R => {
      asked[name] = (asked[name] ?? 0) + 1;
      return method(...given);
    };
  };
  return {
    asked,
    ...(store.inProcess ? { inProcess: store.inProcess } : {}),
    accept: counted("accept", store.accept),
    claim: counted("claim", store.claim),
    commit: counted("commit", store.commit),
    renew: counted("renew", store.renew),
    read: counted("read", store.read),
    watch: counted("watch", store.watch),
    bind: counted("bind", store.bind),
    resolve: counted("resolve", store.resolve),
    list: counted("list", store.list),
    close: counted("close", store.close),
  };
}
