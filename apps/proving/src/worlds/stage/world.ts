import { type Adapter, type Calling, createCalling, memoryStore, type Store } from "@trunkline/core";
import type { WorldCloud, WorldProvider } from "./cloud.js";
import type { Harness, WorldClock } from "./harness.js";
import { type FailingStore, failingStore, keepLedger, type Ledger } from "./stores.js";

/** One instance of the bot. */
export interface Instance {
  readonly calling: Calling<Adapter>;
  readonly store: FailingStore;
}

/** A callback that the bot answered with 2xx. */
export interface Acknowledged {
  readonly url: string;
  readonly body: string;
  readonly at: number;
}

/** A bot of one or two instances on one provider, before anything happens. */
export interface World {
  readonly provider: WorldProvider;
  readonly cloud: WorldCloud;
  readonly clock: WorldClock;
  readonly instances: readonly Instance[];
  readonly ledger: Ledger;
  /** The acknowledged callbacks, in order. */
  readonly acknowledged: readonly Acknowledged[];
  /** Stops time until the work is done. */
  readonly during: Harness["during"];
  /** Closes the instances and resets the provider. */
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  readonly instances: 1 | 2;
  /** Breaks the store, for a test of the worlds themselves. */
  readonly spoilStore?: (store: Store) => Store;
}

const url = "https://bot.example.com/calls";
const secret = "a secret that all instances of this bot share";
/** Short, so that a world recovers from a loss before it is over. */
const settings = { reconcileEveryMs: 60_000, keepEndedMs: 60_000 };

export async function openWorld(harness: Harness, provider: WorldProvider, options: WorldOptions): Promise<World> {
  const { clock } = harness;
  const cloud = harness.clouds[provider];
  await cloud.open();
  const ids = seededIds(options.seed);
  const memory = memoryStore({ clock: clock.bot });
  const ledger = keepLedger(options.spoilStore?.(memory) ?? memory, () => clock.now());
  // A single instance has no other that waits for its lease to expire.
  const leaseMs = options.instances === 1 ? 90_000 : 30_000;
  const instances = Array.from({ length: options.instances }, (): Instance => {
    const store = failingStore(ledger.store);
    const adapter = cloud.adapter(clock.bot);
    const calling = createCalling({
      adapter,
      url,
      secret,
      clock: clock.bot,
      store: store.store,
      logger: false,
      ...ids,
      ...settings,
      leaseMs,
    });
    return { calling, store };
  });
  const acknowledged: Acknowledged[] = [];
  let callbacks = 0;
  const deliver = async (request: Request) => {
    const instance = instances[callbacks++ % instances.length];
    const [{ url }, body] = [request, await request.clone().text()];
    if (!instance) return new Response(null, { status: 503 });
    const { calling, store } = instance;
    const response = await harness.callback(calling.handle(request), () => store.failing !== undefined);
    if (response.ok) acknowledged.push({ url, body, at: clock.now() });
    return response;
  };
  await cloud.register(url, deliver);
  return {
    provider,
    cloud,
    clock,
    instances,
    ledger,
    acknowledged,
    during: harness.during,
    async close() {
      await Promise.all(instances.map(({ calling }) => calling.close({ drainMs: 0 })));
      await memory.close();
      await cloud.reset();
    },
  };
}

/** The ids and random numbers of a bot, the same for the same seed. */
function seededIds(seed: number): { readonly newId: () => string; readonly random: () => number } {
  let state = seed >>> 0;
  /** mulberry32. */
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  const newId = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  return { newId, random };
}
