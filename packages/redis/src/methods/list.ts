import { CallingError, type CallKey, type Store } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";

/** Roughly how many calls of the index Redis reads for one page. */
const most = 100;
const scanSchema = z.tuple([z.string(), z.array(z.string())]);

/** Lists the calls with a record. A cursor is the number of a shard and Redis's cursor in it: `3.17`. */
export function list(engine: Engine): Store["list"] {
  const { shards, lookOf, keysOf } = engine.layout;

  const known = async (key: CallKey): Promise<CallKey[]> =>
    (await engine.send("EXISTS", keysOf(key).record)) === 1 ? [key] : [];

  return async (cursor = "0.0") => {
    const [number = "", inShard = ""] = cursor.split(".");
    const shard = /^\d+\.\d+$/.test(cursor) ? shards[Number(number)] : undefined;
    if (shard === undefined)
      throw new CallingError("invalid-request", `list: "${cursor}" is not a cursor of this store`);
    const [next, flat] = scanSchema.parse(await engine.send("ZSCAN", lookOf(shard), inShard, "COUNT", `${most}`));
    const members = flat.filter((_, index) => index % 2 === 0);
    const keys = (await Promise.all(members.map(known))).flat();
    if (next !== "0") return { keys, cursor: `${number}.${next}` };
    return Number(number) + 1 < shards.length ? { keys, cursor: `${Number(number) + 1}.0` } : { keys };
  };
}
