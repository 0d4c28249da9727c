import { ok } from "node:assert/strict";
import type { CallKey, Entry, Held, Json, Store, Waiting } from "@trunkline/core";
import type { StoreContext } from "./store-case.js";

/** An entry, for a case that does not care what is in it. */
export function entry(id: string, body: Json = { of: id }): Entry {
  return { id, body };
}

/** Claims a call that is free. */
export async function claimed(store: Store, leaseMs: number, key: CallKey): Promise<Held> {
  const held = await store.claim(leaseMs, key);
  ok(held, `${key} is free, and was not given`);
  return held;
}

/** Writes under a lease that stands. */
export async function committed(
  store: Store,
  ...[lease, change, leaseMs]: Parameters<Store["commit"]>
): Promise<Waiting> {
  const waiting = await store.commit(lease, change, leaseMs);
  ok(waiting, `the lease of ${lease.key} stands, and the commit was refused`);
  return waiting;
}

/** The ids of what waits. */
export function idsOf(waiting: Waiting | undefined): readonly string[] | undefined {
  return waiting?.inbox.map(({ id }) => id);
}

/** Takes everything that needs a look. */
export async function sweep(store: Store, leaseMs: number): Promise<readonly Held[]> {
  const found: Held[] = [];
  for (;;) {
    const held = await store.claim(leaseMs);
    if (!held) return found;
    found.push(held);
  }
}

/** Takes a call for a moment that is over when this returns: its holder is gone, and gave nothing back. */
export async function abandoned(context: StoreContext, key: CallKey): Promise<Held> {
  const held = await claimed(context.store, context.shortMs, key);
  await context.pass(context.shortMs + 1);
  return held;
}

/** Every key of a store, page after page. */
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
