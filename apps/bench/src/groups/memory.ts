import { endCalls, heapSize, holdCalls } from "../crowd/exchanges.js";
import { Child } from "../processes/child.js";
import { once } from "../report/report.js";
import type { Group } from "./group.js";

/** What a live call keeps in memory, and whether it is given back. */
export const memory: Group = {
  name: "memory",
  async run({ cloudUrl, keys, quick }) {
    const counts = quick ? [1000, 10_000] : [1000, 10_000, 100_000];
    const rows = [];
    let most = 0;
    for (const count of counts) {
      await using crowd = new Child("programs/trunkline-crowd.js", { cloud: "acs", cloudUrl, keys }, ["--expose-gc"]);
      // Code that has run once, and caches that are full: neither is the calls' doing.
      await crowd.ask(holdCalls, { count: 500 });
      await crowd.ask(endCalls, undefined);
      const before = await crowd.ask(heapSize, undefined);
      await crowd.ask(holdCalls, { count });
      const each = ((await crowd.ask(heapSize, undefined)) - before) / count;
      await crowd.ask(endCalls, undefined);
      const left = ((await crowd.ask(heapSize, undefined)) - before) / count;
      rows.push({ name: `${count.toLocaleString("en-US")} live calls`, ours: true, cells: [once(each), once(left)] });
      most = Math.max(most, each);
    }
    return {
      name: "memory",
      title: "Memory: what a live call keeps, on the memory store",
      tables: [
        {
          title: "ACS, answered and connected",
          columns: ["bytes a call", "left of it afterwards"],
          rows,
          drawn: { column: 0, better: "less" },
        },
      ],
      goals: [{ what: "a live call: bytes", wanted: { atMost: 2048 }, reached: most }],
    };
  },
};
