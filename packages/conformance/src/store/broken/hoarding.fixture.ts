import { CallingError, type CallKey, type Store } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores that keep too much or too little, or cannot find what they keep. */
export const hoarding: readonly BrokenStore[] = [
  {
    group: "retention",
    name: "never forgets a call that ended",
    break: (sound) => ({ commit: (lease, { forgetInMs: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "retention",
    name: "never forgets entries that were not applied",
    break: (sound) => ({ accept: (key, entries, ms) => sound.accept(key, entries, ms * 1e6) }),
  },
  {
    group: "retention",
    name: "forgets every call after a while",
    break: (sound) => ({ commit: (lease, change, ms) => sound.commit(lease, { forgetInMs: 300, ...change }, ms) }),
  },
  {
    group: "listing",
    name: "lists the first page only",
    break: (sound) => ({
      async list() {
        const { keys } = await sound.list();
        return { keys: keys.slice(0, 100) };
      },
    }),
  },
  {
    group: "listing",
    name: "lists calls without a record",
    break: (sound) => {
      const seen = new Set<CallKey>(["somebody else's call"]);
      return {
        accept(key, entries, ms) {
          seen.add(key);
          return sound.accept(key, entries, ms);
        },
        list: async () => ({ keys: [...seen] }),
      };
    },
  },
];

/** Stores that mishandle the loss of their backend: what each method does then. */
export const lost: readonly { readonly name: string; readonly without: () => Promise<never> }[] = [
  { name: "hangs", without: () => new Promise(() => {}) },
  { name: "throws its driver's errors", without: () => Promise.reject(new TypeError("socket hang up")) },
];

/** A store of one process whose backend can be taken away. By default its methods then fail as they should. */
export function cuttable(
  store: Store,
  without: () => Promise<never> = unavailable,
): { store: Store; cut(away: boolean): void } {
  let away = false;
  const through = <T>(work: () => Promise<T>): Promise<T> => (away ? without() : work());
  return {
    cut(value) {
      away = value;
    },
    store: {
      accept: (...given) => through(() => store.accept(...given)),
      claim: (...given) => through(() => store.claim(...given)),
      commit: (...given) => through(() => store.commit(...given)),
      renew: (...given) => through(() => store.renew(...given)),
      read: (...given) => through(() => store.read(...given)),
      watch: (...given) => store.watch(...given),
      bind: (...given) => through(() => store.bind(...given)),
      resolve: (...given) => through(() => store.resolve(...given)),
      list: (...given) => through(() => store.list(...given)),
      close: () => store.close(),
    },
  };
}

function unavailable(): Promise<never> {
  return Promise.reject(new CallingError("store-unavailable", "the backend is away"));
}
