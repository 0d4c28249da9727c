import { callNotFound } from "../api/graph-failure.js";
import type { Principal } from "../auth/principal.js";
import type { GraphCall } from "./graph-call.js";

/** The calls that are under way, by id; dashes and case do not matter (observed). */
export interface CallStore {
  add(call: GraphCall): void;
  get(id: string): GraphCall | undefined;
  /** The call that an app may act on. Throws 404/8522. */
  of(principal: Principal, id: string): GraphCall;
  all(): readonly GraphCall[];
  remove(id: string): void;
  clear(): void;
}

export function createCallStore(): CallStore {
  const calls = new Map<string, GraphCall>();
  const store: CallStore = {
    add: (call) => void calls.set(key(call.id), call),
    get: (id) => calls.get(key(id)),
    of(principal, id) {
      const call = store.get(id);
      if (!call || call.appId !== principal.appId) throw callNotFound();
      return call;
    },
    all: () => [...calls.values()],
    remove: (id) => void calls.delete(key(id)),
    clear: () => calls.clear(),
  };
  return store;
}

function key(id: string): string {
  return id.replaceAll("-", "").toLowerCase();
}
