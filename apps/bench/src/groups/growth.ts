import { holdCalls, pressKeys } from "../crowd/exchanges.js";
import { playRounds } from "../measure/play-rounds.js";
import { cpuOf } from "../measure/sample.js";
import { ratioOf, spreadOf } from "../measure/spread.js";
import { Children } from "../processes/children.js";
import type { Group } from "./group.js";

/** Whether an event costs more when many calls are live. */
export const growth: Group = {
  name: "growth",
  about: "what an event costs with many live calls",
  async run({ cloudUrl, keys, quick }) {
    const counts = quick ? [10, 1000, 10_000] : [10, 1000, 100_000];
    const events = quick ? 2000 : 5000;
    await using children = new Children();
    const contenders = [];
    for (const count of counts) {
      const crowd = children.start("programs/trunkline-crowd.js", { cloud: "acs", cloudUrl, keys }, []);
      await crowd.ask(holdCalls, { count });
      const name = `${count.toLocaleString("en-US")} live calls`;
      contenders.push({ name, play: () => crowd.ask(pressKeys, { count: events }) });
    }
    const played = await playRounds(contenders, quick ? { warmUp: 2, counted: 3 } : { warmUp: 8, counted: 9 });
    const costs = new Map([...played].map(([name, samples]) => [name, samples.map(cpuOf)]));
    const [, middle = [], last = []] = [...costs.values()];
    return {
      name: "growth",
      title: "Growth: what an event costs with many live calls, from `calling.handle` to the handler",
      tables: [
        {
          title: "ACS, a key pressed",
          columns: ["CPU µs", "of 1,000 live calls"],
          drawn: { column: 0, better: "less" },
          rows: [...costs].map(([name, values]) => ({
            name,
            ours: true,
            cells: [spreadOf(values), ratioOf(values, middle)],
          })),
        },
      ],
      goals: [
        {
          what: `an event at ${counts.at(-1)?.toLocaleString("en-US")} live calls, of that at 1,000`,
          wanted: { atMost: 1.2 },
          reached: ratioOf(last, middle).median,
        },
      ],
    };
  },
};
