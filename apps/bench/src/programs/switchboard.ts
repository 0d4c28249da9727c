/** The simulator with a bot on Trunkline, and many calls at once. Runs in its own process. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AnyAdapter, Calling, Clock } from "@trunkline/core";
import { type Call, type ManualClock, manualClock, type Simulator, startSimulator } from "@trunkline/simulator";
import { callingFromConfig } from "trunkline";
import { nodeListener } from "trunkline/node";
import { inParallel, sampleOf } from "../measure/sample.js";
import { playRush, playShift } from "../processes/protocol.js";
import { on, serve } from "../processes/serve.js";
import { type CloudName, identity } from "../wire/clouds.js";

/** The time between two callers, ms. */
const dialEveryMs = 10;
/** The clock advances in steps of this size, ms, until all callers are served. */
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

/** How long a caller listens to music before an agent is free, ms. */
const holdMs = 60_000;
const file = (name: string) => ({ url: `https://cdn.example.com/${name}.wav` });

/** A menu, four keys, a minute on hold, goodbye. */
export function serveIvr(calling: Calling<AnyAdapter>, clock: Clock): void {
  calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer();
    await call.collectDtmf({ prompt: file("menu"), max: 4 });
    const music = call.play(file("music"), { loop: true });
    await new Promise<void>((resolve) => clock.setTimer(holdMs, resolve));
    await music.cancel();
    await call.play(file("goodbye"));
  });
}

/** A menu that the keys interrupt; then the call ends. */
export function serveQuickly(calling: Calling<AnyAdapter>): void {
  calling.on("incoming", async (incoming) => {
    await using call = await incoming.answer();
    await call.collectDtmf({ prompt: file("menu"), max: 4 });
  });
}

/** The callers: they dial, press four keys when they hear the menu, and listen until the call ends. */
export class Callers {
  /** How many calls are connected, and the maximum so far. */
  live = 0;
  mostAtOnce = 0;
  ended = 0;
  /** The total duration of the calls that have ended, ms. */
  callMs = 0;
  readonly #simulator: Simulator;
  readonly #waiting = new Map<string, () => void>();

  /** @param gapMs the time between two keys. */
  constructor(simulator: Simulator, { gapMs }: { readonly gapMs: number }) {
    this.#simulator = simulator;
    simulator.engine.on((event) => {
      if (event.type === "call-changed" && event.call.endedAt !== undefined) this.#onEnd(event.call);
      if (event.type !== "heard" || event.sound.kind !== "prompt") return;
      const { prompt } = event.sound;
      if (prompt.kind === "audio" && prompt.url.endsWith("menu.wav"))
        simulator.person(event.person.id).press("1234", { gapMs });
    });
  }

  /** One caller calls. Resolves when the call has ended. */
  dial(personId: string): Promise<void> {
    this.live++;
    this.mostAtOnce = Math.max(this.live, this.mostAtOnce);
    const { id } = this.#simulator.person(personId).dial(identity.botNumber);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #onEnd({ id, startedAt, endedAt = startedAt }: Call): void {
    const resolve = this.#waiting.get(id);
    if (!resolve) return;
    this.#waiting.delete(id);
    this.live--;
    this.ended++;
    this.callMs += endedAt - startedAt;
    resolve();
  }
}

/** A simulated cloud with a bot and people. */
export interface Switchboard extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly calling: Calling<AnyAdapter>;
  readonly people: readonly string[];
}

/** Opens a switchboard. With a manual clock, callbacks are handed over within the process; otherwise the bot is called back at `url`. */
export async function openSwitchboard(
  cloud: CloudName,
  count: number,
  { clock, url }: { readonly clock?: ManualClock; readonly url: string },
): Promise<Switchboard> {
  const people = Array.from({ length: count }, (_, index) => ({
    id: `caller-${index}`,
    party: { kind: "phone", number: `+1425557${String(index).padStart(4, "0")}` } as const,
  }));
  const timed = clock === undefined ? {} : { clock };
  const simulator = await startSimulator({ people, ...timed });
  await simulator.registerBot({ cloud, webhookUrl: url, number: identity.botNumber });
  const calling = await callingFromConfig({
    provider: cloud,
    acs: { ...simulator.acs, ...timed },
    graph: { ...simulator.graph, ...timed },
    url,
    logger: false,
    ...timed,
  });
  if (clock !== undefined) simulator.deliver = (request) => calling.handle(request);
  return {
    simulator,
    calling,
    people: people.map(({ id }) => id),
    async [Symbol.asyncDispose]() {
      await calling.close({ drainMs: 0 });
      await simulator.close();
    },
  };
}
