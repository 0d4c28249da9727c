import type { Store } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";
import { accept as script } from "../scripts/accept.js";
import { wholeMs } from "./whole-ms.js";

export function accept(engine: Engine): Store["accept"] {
  return async (key, entries, rememberMs) => {
    if (entries.length === 0) return 0;
    const { call, record, inbox, look, hints } = engine.layout.keysOf(key);
    const flat = entries.flatMap(({ id, body }) => [id, JSON.stringify(body)]);
    const args = [engine.connection.publish, key, wholeMs(rememberMs), ...flat];
    return z.number().parse(await engine.run(script, [call, record, inbox, look, hints], args));
  };
}
