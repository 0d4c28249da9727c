import { findRedis, startRedis } from "@trunkline/redis-server";
import { playRounds, ratioOf, spreadOf } from "../measure/rounds.js";
import { cpuOf, rateOf } from "../measure/sample.js";
import { Children } from "../processes/child.js";
import { signTokens } from "../processes/protocol.js";
import type { Group } from "./group.js";
import { playIngest } from "./ingest.js";

/** Redis writes to disk once a second, its default. */
const everySecond = ["--appendfsync", "everysec"];

/** Where calls are kept: in the process, or in Redis with one process and with three. */
export const store: Group = {
  name: "store",
  about: "the same callbacks on Redis, with one process and with three",
  async run({ cloudUrl, keys, quick }) {
    const title = "Store: the same callbacks on Redis";
    const found = findRedis();
    if (!found.found) return { name: "store", title: `${title}: not measured. ${found.reason}`, tables: [], goals: [] };
    await using children = new Children();
    const start = async (count: number, onRedis: boolean) => {
      const redis = onRedis ? children.keep(await startRedis(everySecond)) : undefined;
      return Array.from({ length: count }, (_, index) => {
        const settings = { cloud: "acs", cloudUrl, keys, name: `bot-${index}`, redisUrl: redis?.url };
        return children.start("programs/trunkline-listener.js", settings);
      });
    };
    const bots = {
      "one process, memory": await start(1, false),
      "one process, Redis": await start(1, true),
      "three processes, Redis": await start(3, true),
    };
    const load = children.start("programs/load.js", { keys });
    const amount = quick ? { calls: 300, tonesEach: 4 } : { calls: 900, tonesEach: 5 };
    await load.ask(signTokens, { cloud: "acs", count: amount.calls * amount.tonesEach });
    const contenders = Object.entries(bots).map(([name, listeners]) => ({
      name,
      play: () => playIngest({ listeners, load, cloud: "acs", tokens: "fresh", ...amount }),
    }));
    const played = await playRounds(contenders, quick ? { warmUp: 1, counted: 3 } : { warmUp: 3, counted: 7 });
    const rates = new Map([...played].map(([name, samples]) => [name, samples.map(rateOf)]));
    const [memory = []] = [...rates.values()];
    return {
      name: "store",
      title,
      tables: [
        {
          title: "ACS, a fresh token each",
          columns: ["a second", "CPU µs, without Redis'", "of memory"],
          drawn: { column: 0, better: "more" },
          rows: [...played].map(([name, samples]) => ({
            name,
            ours: true,
            cells: [
              spreadOf(samples.map(rateOf)),
              spreadOf(samples.map(cpuOf)),
              ratioOf(rates.get(name) ?? [], memory),
            ],
          })),
        },
      ],
      goals: [],
    };
  },
};
