import type { CallKey } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";
import { look } from "../scripts/look.js";

const keysSchema = z.array(z.string());

/** The calls of a shard that seem to wait for somebody, the longest waiting first. */
export async function waitingIn(engine: Engine, shard: string, most: number): Promise<readonly CallKey[]> {
  return keysSchema.parse(await engine.run(look, [engine.layout.lookOf(shard)], [`${most}`]));
}
