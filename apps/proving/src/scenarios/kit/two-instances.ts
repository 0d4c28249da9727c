import { type Adapter, type Calling, CallingError, createCalling, memoryStore, type Store } from "@trunkline/core";
import { manualClock, type Simulator, startSimulator } from "@trunkline/simulator";
import { adapterOn, botNumber, type Provider, people } from "./cast.js";
import { advanceUntil } from "./stage.js";

const url = "https://bot.example.com/calls";
const secret = "the same forty characters on each instance";

/** A bot of two instances on one store, with one clock for all. */
export interface TwoInstances extends AsyncDisposable {
  readonly provider: Provider;
  readonly simulator: Simulator;
  /** Has the calls, until it is cut off. */
  readonly a: Calling<Adapter>;
  readonly b: Calling<Adapter>;
  /** Cuts the first instance off from the store and from callbacks, as if it had died; the second takes over its calls. */
  cutOff(): Promise<void>;
  when<T>(promise: Promise<T>): Promise<T>;
  advance(ms: number): Promise<void>;
}

/** The store holds JSON, sealed, as any store outside the process does. */
export async function startTwoInstances(provider: Provider): Promise<TwoInstances> {
  const clock = manualClock();
  const simulator = await startSimulator({ clock, people });
  const { inProcess: _, ...kept } = memoryStore({ clock });
  const state = { cut: false };
  const create = (store: Store) =>
    createCalling({ adapter: adapterOn(provider, simulator), url, secret, store, clock });
  const a = create(cuttable(kept, state));
  const b = create(kept);
  simulator.deliver = (request) => (state.cut ? b : a).handle(request);
  await simulator.registerBot({ cloud: provider, webhookUrl: url, number: botNumber });
  return {
    provider,
    simulator,
    a,
    b,
    async cutOff() {
      state.cut = true;
      await simulator.advance(60_000);
    },
    when: (promise) => advanceUntil(clock, promise, 5 * 60_000),
    advance: (ms) => simulator.advance(ms),
    async [Symbol.asyncDispose]() {
      await Promise.all([a.close({ drainMs: 0 }), b.close({ drainMs: 0 })]);
      await simulator.close();
    },
  };
}

function cuttable(store: Store, state: { readonly cut: boolean }): Store {
  const through = <T>(work: () => Promise<T>): Promise<T> =>
    state.cut ? Promise.reject(new CallingError("store-unavailable", "cut off")) : work();
  return {
    accept: (...given) => through(() => store.accept(...given)),
    claim: (...given) => through(() => store.claim(...given)),
    commit: (...given) => through(() => store.commit(...given)),
    renew: (...given) => through(() => store.renew(...given)),
    read: (...given) => through(() => store.read(...given)),
    watch: (changed) => store.watch((...hint) => void (state.cut || changed(...hint))),
    bind: (...given) => through(() => store.bind(...given)),
    resolve: (...given) => through(() => store.resolve(...given)),
    list: (...given) => through(() => store.list(...given)),
    close: async () => {},
  };
}
