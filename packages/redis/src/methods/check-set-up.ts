import type { Store } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";

const textSchema = z.string();

/**
 * Whether Redis throws calls away when its memory is full. `INFO` says so also where `CONFIG` is not allowed, as on hosted servers. Every
 * shard is asked about: on a cluster they may be on servers that are set up differently.
 */
export function checkSetUp(engine: Engine): NonNullable<Store["check"]> {
  return async () => {
    const { shards, lookOf } = engine.layout;
    const infos = await Promise.all(shards.map((shard) => engine.info(lookOf(shard), "memory")));
    const policies = new Set(infos.map((info) => policyOf(textSchema.parse(info))));
    return [...policies].flatMap((policy) =>
      policy === undefined || policy === "noeviction" ? [] : [warningOf(policy)],
    );
  };
}

function policyOf(info: string): string | undefined {
  return /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
}

function warningOf(policy: string): string {
  return `Redis has maxmemory-policy ${policy}: when its memory is full it throws live calls away. Set it to noeviction, and give Redis enough memory`;
}
