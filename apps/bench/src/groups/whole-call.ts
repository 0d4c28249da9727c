import { playRounds, ratioOf, spreadOf } from "../measure/rounds.js";
import { cpuOf, rateOf, type Sample } from "../measure/sample.js";
import { Children } from "../processes/child.js";
import { callBot, cpuTime, listens, openLine, startBot } from "../processes/protocol.js";
import { type CloudName, cloudNames, cloudTitles } from "../wire/clouds.js";
import type { Bench, Group } from "./group.js";

const ours = "Trunkline";
const byHand = "by hand";

/** A complete call: the same bot on Trunkline and by hand, with the simulated cloud in another process. */
export const wholeCall: Group = {
  name: "whole call",
  about: "a call from answer to transfer: Trunkline, the same bot written by hand",
  async run(bench) {
    const played = [];
    for (const cloud of cloudNames) played.push({ cloud, samples: await compare(cloud, bench) });
    return {
      name: "whole call",
      title: "Whole call: answer, greeting, four keys collected, ten tones sent, transfer, end",
      tables: played.map(({ cloud, samples }) => ({
        title: cloudTitles[cloud],
        columns: ["CPU µs", "calls a second", "of by hand"],
        drawn: { column: 0, better: "less" } as const,
        rows: [byHand, ours].map((name) => ({
          name,
          ours: name === ours,
          cells: [
            spreadOf(valuesOf(samples, name, cpuOf)),
            spreadOf(valuesOf(samples, name, rateOf)),
            name === byHand ? undefined : ratioOf(valuesOf(samples, ours, cpuOf), valuesOf(samples, byHand, cpuOf)),
          ],
        })),
      })),
      goals: played.map(({ cloud, samples }) => ({
        what: `${cloudTitles[cloud]}: a whole call: CPU, of the same bot by hand`,
        wanted: { atMost: 0.7 },
        reached: ratioOf(valuesOf(samples, ours, cpuOf), valuesOf(samples, byHand, cpuOf)).median,
      })),
    };
  },
};

async function compare(cloud: CloudName, { quick }: Bench): Promise<ReadonlyMap<string, readonly Sample[]>> {
  await using children = new Children();
  const bots = { [byHand]: `programs/${cloud}-bot-by-hand.js`, [ours]: "programs/trunkline-bot.js" };
  const contenders = [];
  for (const [name, program] of Object.entries(bots)) contenders.push({ name, play: await connect(program) });
  return await playRounds(contenders, quick ? { warmUp: 1, counted: 3 } : { warmUp: 3, counted: 7 });

  async function connect(program: string): Promise<() => Promise<Sample>> {
    const simulated = children.start("programs/simulated-cloud.js");
    const bot = children.start(program);
    const { port } = await bot.ask(listens, undefined);
    const url = `http://127.0.0.1:${port}/calls`;
    await bot.ask(startBot, { cloud, url, line: await simulated.ask(openLine, { cloud, url }) });
    return async () => {
      const calls = quick ? 40 : 150;
      const [cpuBefore, before] = [await bot.ask(cpuTime, undefined), performance.now()];
      await simulated.ask(callBot, { calls, atOnce: 50 });
      const [cpuAfter, after] = [await bot.ask(cpuTime, undefined), performance.now()];
      return { count: calls, wallMs: after - before, cpuMs: cpuAfter - cpuBefore };
    };
  }
}

function valuesOf(
  samples: ReadonlyMap<string, readonly Sample[]>,
  name: string,
  figure: (sample: Sample) => number,
): readonly number[] {
  return (samples.get(name) ?? []).map(figure);
}
