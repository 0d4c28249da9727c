import { ok } from "node:assert/strict";
import type { CallKey, Entry, Held, Json, Store, Waiting } from "@trunkline/core";
import type { StoreContext } from "./store-case.js";

/** An entry whose body does not matter. */
export function entry(id: string, body: Json = { of: id }): Entry {
  return { id, body };
}

/** Claims a call that is free. */
export async function claimed(store: Store, leaseMs: number, key: CallKey): Promise<Held> {
  const held = await store.claim(leaseMs, key);
  ok(held, `${key} is free, but the claim got nothing`);
  return held;
}

/** Commits under a valid lease. */
export async function committed(
  store: Store,
  ...[lease, change, leaseMs]: Parameters<Store["commit"]>
): Promise<Waiting> {
  const waiting = await store.commit(lease, change, leaseMs);
  ok(waiting, `the lease of ${lease.key} is valid, but the commit was refused`);
  return waiting;
}

/** The ids of the waiting entries. */
export function idsOf(waiting: Waiting | undefined): readonly string[] | undefined {
  return waiting?.inbox.map(({ id }) => id);
}

/** Claims every call that has work. */
export async function sweep(store: Store, leaseMs: number): Promise<readonly Held[]> {
  const found: Held[] = [];
  for (;;) {
    const held = await store.claim(leaseMs);
    if (!held) return found;
    found.push(held);
  }
}

/** Claims a call with a lease that has expired when this returns, as if its holder had died. */
export async function abandoned(context: StoreContext, key: CallKey): Promise<Held> {
  const held = await claimed(context.store, context.shortMs, key);
  await context.pass(context.shortMs + 1);
  return held;
}

/** Every key of a store, from all pages. */
export async function listed(store: Store): Promise<readonly CallKey[]> {
  const keys: CallKey[] = [];
  let cursor: string | undefined;
  do {
    const page = await (cursor === undefined ? store.list() : store.list(cursor));
    keys.push(...page.keys);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return keys;
}
