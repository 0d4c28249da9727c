/** The simulator with a bot on Trunkline, many calls at once. A process of its own. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { manualClock } from "@trunkline/simulator";
import { nodeListener } from "trunkline/node";
import { inParallel } from "../measure/in-parallel.js";
import { sampleOf } from "../measure/sample.js";
import { on, serve } from "../processes/serve.js";
import { Callers } from "../switchboard/callers.js";
import { playRush, playShift } from "../switchboard/exchanges.js";
import { serveIvr, serveQuickly } from "../switchboard/ivr.js";
import { openSwitchboard } from "../switchboard/open-switchboard.js";

/** Callers dial one after the other, so many ms apart. */
const dialEveryMs = 10;
/** The clock is moved in steps of so many ms until everybody is served. */
const stepMs = 1000;

serve([
  on(playShift, async ({ cloud, calls }) => {
    const clock = manualClock(Date.now());
    await using board = await openSwitchboard(cloud, calls, { clock, url: "https://bot.example.com/calls" });
    const callers = new Callers(board.simulator, { gapMs: 300 });
    serveIvr(board.calling, clock);
    for (const [index, person] of board.people.entries())
      clock.setTimer(index * dialEveryMs, () => void callers.dial(person));
    const startedAt = clock.now();
    const sample = await sampleOf(calls, async () => {
      while (callers.ended < calls) await clock.advance(stepMs);
    });
    const { callMs, mostAtOnce } = callers;
    return { ...sample, simulatedMs: clock.now() - startedAt, callMs, mostAtOnce };
  }),
  on(playRush, async ({ cloud, calls, atOnce }) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/calls`;
    await using board = await openSwitchboard(cloud, atOnce, { url });
    server.on("request", nodeListener(board.calling));
    serveQuickly(board.calling);
    const callers = new Callers(board.simulator, { gapMs: 0 });
    const free = [...board.people];
    const sample = await sampleOf(calls, () =>
      inParallel(calls, atOnce, async () => {
        const person = free.pop() ?? "";
        await callers.dial(person);
        free.push(person);
      }),
    );
    server.close();
    server.closeAllConnections();
    return sample;
  }),
]);
