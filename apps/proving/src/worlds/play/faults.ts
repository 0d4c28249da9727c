import { type Fault, kindOf } from "../script/faults.js";
import type { World } from "../stage/world.js";

/** How often each kind of fault struck. */
export type Struck = ReadonlyMap<string, number>;

/** Causes the faults of the script at their moments. */
export interface FaultMaker {
  /** Ends all faults. */
  stop(): void;
  struck(): Struck;
}

export function makeFault(world: World, faults: readonly Fault[]): FaultMaker {
  const struck = new Map<string, number>();
  const count = (kind: string, times: number) => void struck.set(kind, (struck.get(kind) ?? 0) + times);
  let stopped = false;
  const at = (ms: number, work: () => void) =>
    world.clock.setTimer(ms, () => {
      if (!stopped) work();
    });
  for (const fault of faults) at(fault.atMs, () => begin(world, fault, at, count));
  return {
    stop() {
      stopped = true;
      world.cloud.faults.clear();
      for (const { store } of world.instances) store.failing = undefined;
    },
    struck() {
      const all = new Map(struck);
      for (const [kind, times] of struckOnTheWire(world)) all.set(kind, times);
      const failures = world.instances.reduce((sum, { store }) => sum + store.failures, 0);
      if (failures > 0) all.set("store", failures);
      return all;
    },
  };
}

function begin(
  world: World,
  fault: Fault,
  at: (ms: number, work: () => void) => void,
  count: (kind: string, times: number) => void,
): void {
  switch (fault.on) {
    case "wire": {
      const { effect, times, forMs } = fault;
      const added = world.cloud.faults.add({ effect, ...(times === undefined ? {} : { times }) });
      if (forMs !== undefined) at(forMs, () => world.cloud.faults.remove(added.id));
      return;
    }
    case "keys":
      count(kindOf(fault), 1);
      world.during(world.cloud.rotateKeys({ forget: fault.forget }));
      return;
    case "store": {
      const store = world.instances[fault.instance % world.instances.length]?.store;
      if (!store) return;
      store.failing = fault.when;
      at(fault.forMs, () => {
        store.failing = undefined;
      });
    }
  }
}

/** The log records the faults of every exchange. */
function struckOnTheWire(world: World): Struck {
  const struck = new Map<string, number>();
  for (const { fault } of world.cloud.log())
    for (const kind of fault?.split(", ") ?? []) struck.set(kind, (struck.get(kind) ?? 0) + 1);
  return struck;
}
