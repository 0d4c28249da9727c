import { CallingError, type CallKey, type Store } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores that keep too much or too little, or do not find what they keep. */
export const hoarding: readonly BrokenStore[] = [
  {
    group: "retention",
    name: "forgets nothing that was ended",
    break: (sound) => ({ commit: (lease, { forgetInMs: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "retention",
    name: "forgets nothing that nobody took",
    break: (sound) => ({ accept: (key, entries, ms) => sound.accept(key, entries, ms * 1e6) }),
  },
  {
    group: "retention",
    name: "forgets every call in time, wanted or not",
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
    name: "lists whatever it heard of",
    break: (sound) => {
      const heard = new Set<CallKey>(["a call of somebody else"]);
      return {
        accept(key, entries, ms) {
          heard.add(key);
          return sound.accept(key, entries, ms);
        },
        list: async () => ({ keys: [...heard] }),
      };
    },
  },
];

/** Stores that are at a loss without their backend: what each method does then. */
export const lost: readonly { readonly name: string; readonly without: () => Promise<never> }[] = [
  { name: "hangs", without: () => new Promise(() => {}) },
  { name: "throws what its driver throws", without: () => Promise.reject(new TypeError("socket hang up")) },
];

/** A store of one process whose backend can be taken away, the way an honest one takes it. */
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
