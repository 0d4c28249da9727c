import { randomUUID } from "node:crypto";
import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import type { Adapter } from "../adapter/adapter.js";
import { type ManualClock, manualClock } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import type { CallingOptions } from "../interface/calling.js";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { CallingError } from "../words/calling-error.js";
import { inItsTime, Loopback, loopbackAdapter, type TestSignal, url } from "./loopback.fixture.js";

export type Data = { readonly step: string };

/** A store as an instance sees it that has lost its way to it: everything fails until it is mended. */
function cuttable(store: Store, sealed: boolean) {
  let cut = false;
  let hidden = false;
  let deaf = false;
  let reads = 0;
  const through = <T>(work: () => Promise<T>): Promise<T> =>
    cut ? Promise.reject(new CallingError("store-unavailable", "cut off")) : work();
  const seen: Store = {
    ...(sealed ? {} : { inProcess: true as const }),
    accept: (...given) => through(() => store.accept(...given)),
    claim: (...given) => through(() => store.claim(...given)),
    commit: (...given) => through(() => store.commit(...given)),
    renew: (...given) => through(() => store.renew(...given)),
    read: (...given) => {
      reads++;
      return through(async () => (hidden ? undefined : store.read(...given)));
    },
    // As over a network: nothing of the trace under way comes along.
    watch: (changed) =>
      store.watch((...hint) => void (cut || deaf || context.with(ROOT_CONTEXT, () => changed(...hint)))),
    bind: (...given) => through(() => store.bind(...given)),
    resolve: (...given) => through(() => store.resolve(...given)),
    list: (...given) => through(() => store.list(...given)),
    close: async () => {},
  };
  return {
    store: seen,
    cut: (value: boolean) => {
      cut = value;
    },
    /** How often a record was read. */
    reads: () => reads,
    /** What the store hints at does not get through. */
    loseHints: (value: boolean) => {
      deaf = value;
    },
    /** As if the store had lost every record. */
    hide: (value: boolean) => {
      hidden = value;
    },
  };
}

/** What both instances have alike. */
interface Alike {
  readonly adapted?: (adapter: Adapter, wire: Loopback) => Adapter;
  /** What they keep goes through JSON and is sealed, as outside the process. */
  readonly sealed?: boolean;
}

type More = Pick<CallingOptions<Adapter, Data>, "leaseMs" | "logger" | "reveal" | "onUnhandled">;

function instance(
  name: string,
  shared: { wire: Loopback; clock: ManualClock; store: Store; log: string[] } & Alike,
  more: More = {},
) {
  const { adapted = (adapter) => adapter, sealed = false } = shared;
  const { store, ...ways } = cuttable(shared.store, sealed);
  const calling = createCalling<Adapter, Data>({
    adapter: adapted(loopbackAdapter(shared.wire), shared.wire),
    url,
    clock: shared.clock,
    store,
    secret: "the same on every instance of the bot",
    leaseMs: 30_000,
    logger: false,
    ...more,
  });
  calling.on(
    "*",
    (event) =>
      void shared.log.push(`${name}:${event.type}${event.type === "call-ended" ? `:${event.reason.kind}` : ""}`),
  );
  return {
    calling,
    ...ways,
    async tell(address: string, ...signals: readonly TestSignal[]) {
      const body = JSON.stringify(signals.map((signal) => ({ id: randomUUID(), ...signal })));
      const request = new Request(address, { method: "POST", headers: { "x-loopback": "secret" }, body });
      const response = await inItsTime(shared.clock, calling.handle(request));
      await shared.clock.advance(0);
      return response;
    },
  };
}

/** Two instances of one bot on one store. */
export function twoInstances({ a, b, ...alike }: { readonly a?: More; readonly b?: More } & Alike = {}) {
  const clock = manualClock();
  const shared = { wire: new Loopback(), clock, store: memoryStore({ clock }), log: [] as string[], ...alike };
  const add = (name: string) => instance(name, shared);
  return { ...shared, a: instance("a", shared, a), b: instance("b", shared, b), add };
}

/** The same, with a connected call that the first one holds. */
export async function connectedOnA(more: Parameters<typeof twoInstances>[0] = {}) {
  const world = twoInstances(more);
  const call = await world.a.calling.create({ to: "+14255550123", data: { step: "pin" } });
  const address = world.wire.last("create").context.callbackUrl;
  await world.a.tell(address, { kind: "state", state: "connected" });
  return { ...world, call, address };
}
