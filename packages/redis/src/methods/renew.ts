import type { Lease, Store } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints/hints.js";
import { renew as script } from "../scripts/renew.js";
import { wholeMs } from "./whole-ms.js";

/** How many leases one script renews: it keeps others waiting for that long, some hundred microseconds. */
const most = 100;
const answerSchema = z.array(z.union([z.literal(0), z.literal(1), z.literal(2)]));

export function renew(engine: Engine, hints: Hints): Store["renew"] {
  const renewBatch = async (look: string, leases: readonly Lease[], leaseMs: number): Promise<readonly Lease[]> => {
    const keys = leases.map(({ key }) => engine.layout.keysOf(key));
    const answer = await engine.run(
      script,
      [look, ...keys.flatMap(({ call, inbox, record }) => [call, inbox, record])],
      [wholeMs(leaseMs), ...leases.flatMap(({ key, fence }) => [key, `${fence}`])],
    );
    const outcomes = answerSchema.parse(answer);
    for (const [index, lease] of leases.entries()) {
      if (outcomes[index] === 0) hints.lets(lease);
      if (outcomes[index] === 2) hints.tell(lease.key);
    }
    return leases.filter((_, index) => outcomes[index] !== 0);
  };

  return async (leases, leaseMs) => {
    const byLook = new Map<string, Lease[]>();
    for (const lease of leases) {
      const { look } = engine.layout.keysOf(lease.key);
      byLook.set(look, [...(byLook.get(look) ?? []), lease]);
    }
    const batches = [...byLook].flatMap(([look, all]) =>
      inBatches(all).map((batch) => renewBatch(look, batch, leaseMs)),
    );
    const standing = new Set((await Promise.all(batches)).flat());
    return leases.filter((lease) => standing.has(lease));
  };
}

function inBatches(leases: readonly Lease[]): readonly (readonly Lease[])[] {
  return Array.from({ length: Math.ceil(leases.length / most) }, (_, index) =>
    leases.slice(index * most, (index + 1) * most),
  );
}
