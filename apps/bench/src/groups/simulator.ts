import { spreadOf } from "../measure/rounds.js";
import { rateOf } from "../measure/sample.js";
import { Child } from "../processes/child.js";
import { playRush, playShift } from "../processes/protocol.js";
import type { Goal, Row } from "../report/report.js";
import { type CloudName, cloudNames, cloudTitles } from "../wire/clouds.js";
import type { Bench, Group } from "./group.js";

/** Complete calls between a bot and the simulated clouds. */
export const simulator: Group = {
  name: "simulator",
  about: "whole calls a second, on the manual clock and in real time",
  async run(bench) {
    const shifts = await inTurn(cloudNames, (cloud) => shiftsOf(cloud, bench));
    const rushes = await inTurn(cloudNames, (cloud) => rushesOf(cloud, bench));
    return {
      name: "simulator",
      title: "Simulator: whole calls, bot and both clouds in one process",
      tables: [
        {
          title: "Manual clock: a menu, four keys, a minute on hold",
          columns: [
            "calls at once",
            "calls a second",
            "seconds on the clock",
            "times real time",
            "call time, times real time",
          ],
          rows: shifts.map(({ row }) => row),
        },
        {
          title: "Real clock, over HTTP: a menu, four keys",
          columns: ["calls at once", "calls a second"],
          rows: rushes,
        },
      ],
      goals: shifts.map(({ goal }) => goal),
    };
  },
};

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

async function shiftsOf(cloud: CloudName, { quick }: Bench): Promise<{ readonly row: Row; readonly goal: Goal }> {
  const played = await inTurn(Array.from({ length: quick ? 1 : 3 }), async () => {
    await using board = new Child("programs/switchboard.js");
    return await board.ask(playShift, { cloud, calls: quick ? 100 : 1000 });
  });
  const callTime = spreadOf(played.map(({ callMs, wallMs }) => callMs / wallMs));
  return {
    row: {
      name: cloudTitles[cloud],
      cells: [
        spreadOf(played.map(({ mostAtOnce }) => mostAtOnce)),
        spreadOf(played.map(rateOf)),
        spreadOf(played.map(({ simulatedMs }) => simulatedMs / 1000)),
        spreadOf(played.map(({ simulatedMs, wallMs }) => simulatedMs / wallMs)),
        callTime,
      ],
    },
    goal: {
      what: `${cloudTitles[cloud]}: call time over real time`,
      wanted: { atLeast: 1000 },
      reached: callTime.median,
    },
  };
}

async function rushesOf(cloud: CloudName, { quick }: Bench): Promise<Row> {
  const atOnce = 50;
  const played = await inTurn(Array.from({ length: quick ? 1 : 3 }), async () => {
    await using board = new Child("programs/switchboard.js");
    return await board.ask(playRush, { cloud, calls: quick ? 200 : 500, atOnce });
  });
  return { name: cloudTitles[cloud], cells: [spreadOf([atOnce]), spreadOf(played.map(rateOf))] };
}
