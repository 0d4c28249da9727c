import type { CallKey } from "@trunkline/core";

/** The keys of one call. All are in one slot of a cluster, together with the index of their shard. */
export interface CallKeys {
  /** A hash: the lease, the timers, the ids of entries. */
  readonly call: string;
  /** A string: the record. */
  readonly record: string;
  /** A list: entries that no commit has applied. */
  readonly inbox: string;
  /** The index of the shard: a sorted set of its calls, by when an instance must look at each. */
  readonly look: string;
  /** The channel of the shard's hints. */
  readonly hints: string;
}

/** The names of keys, which are the same on every instance of a bot. */
export interface Layout {
  /** The names of the shards. */
  readonly shards: readonly string[];
  /** What all instances must agree on, and the key that records it. */
  readonly agreed: { readonly key: string; readonly value: string };
  keysOf(key: CallKey): CallKeys;
  /** The index of a shard. */
  lookOf(shard: string): string;
  hintsOf(shard: string): string;
  aliasOf(alias: string): string;
}

/** Increases when the layout changes in a way that older versions of this package cannot read. */
const version = 1;

/** The shards of `prefix`, each a hash tag: keys with the same text in braces are in one slot. */
export function layout(prefix: string, shards: number): Layout {
  const names = Array.from({ length: shards }, (_, index) => `{${prefix}${index}}`);
  const shardOf = (key: CallKey): string => names[hash(key) % shards] ?? "";
  return {
    shards: names,
    agreed: { key: `${prefix}layout`, value: `version ${version}, ${shards} shards` },
    keysOf(key) {
      const shard = shardOf(key);
      return {
        call: `${shard}call:${key}`,
        record: `${shard}record:${key}`,
        inbox: `${shard}inbox:${key}`,
        look: `${shard}look`,
        hints: `${shard}hints`,
      };
    },
    lookOf: (shard) => `${shard}look`,
    hintsOf: (shard) => `${shard}hints`,
    aliasOf: (alias) => `${prefix}alias:${alias}`,
  };
}

/** FNV-1a over UTF-16 units: even enough to spread calls over shards, and the same everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
