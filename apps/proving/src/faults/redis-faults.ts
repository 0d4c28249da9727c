import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type RedisProcess, startRedis } from "@trunkline/redis-server";
import { type Simulator, startSimulator } from "@trunkline/simulator";
import { numbers, type Provider } from "../bot/settings.js";
import { writePrompts } from "../processes/cluster.js";
import { startBot } from "./bot.js";

/** The callers' results of one fault. */
export interface FaultRun {
  readonly provider: Provider;
  readonly fault: string;
  readonly callers: number;
  /** How long each caller who was served waited for the prompt, ms. */
  readonly servedAfterMs: readonly number[];
  /** How long each callback waited that was answered with 503 in the end, ms. */
  readonly refusedAfterMs: readonly number[];
  /** Calls that were still up at the end. */
  readonly openCalls: number;
  readonly errors: readonly string[];
}

/** How soon a caller must be served, ms: as long as each cloud lets a call ring. */
export const withinMs: Readonly<Record<Provider, number>> = { acs: 30_000, graph: 15_000 };

/** How long before the fault the first caller calls, and the time between callers, ms. */
const aheadMs = 1000;
const everyMs = 350;
/** How long a bot may take to hang up after the prompt, ms. */
const goodbyeMs = 12_000;

/** Callers call one after the other, before, during and after a fault of Redis. */
export async function playFault(provider: Provider, fault: RedisFault, callers: number): Promise<FaultRun> {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-faults-"));
  writePrompts(folder);
  await using redis = await startRedis();
  const people = Array.from({ length: callers }, (_, index) => {
    const party = { kind: "phone", number: `+1425555${2000 + index}` } as const;
    return { id: `p${index}`, party };
  });
  const simulator = await startSimulator({ people, media: folder });
  try {
    await using bot = await startBot({
      provider,
      redisUrl: redis.url,
      prompt: `${simulator.url}/_sim/media/pin.wav`,
      async options(url) {
        await simulator.registerBot({ cloud: provider, webhookUrl: url, number: numbers.bot });
        return { ...simulator[provider] };
      },
    });
    await pause(300);
    const queue = new Callers(simulator);
    const struck = pause(aheadMs).then(() => fault.strike(redis.server));
    for (const { id } of people) {
      queue.call(id);
      await pause(everyMs);
    }
    await struck;
    await queue.settled(withinMs[provider]);
    const openCalls = await countOpenCalls(simulator);
    const { refusedAfterMs, errors } = bot;
    return {
      ...{ provider, fault: fault.name, callers, openCalls },
      servedAfterMs: [...queue.servedAfterMs],
      refusedAfterMs: [...refusedAfterMs],
      errors: [...errors],
    };
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** People who call, and notice when they hear the prompt. */
class Callers {
  readonly servedAfterMs: number[] = [];
  readonly #simulator: Simulator;
  readonly #calledAt = new Map<string, number>();
  readonly #waiting = new Set<string>();

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    simulator.subscribe((message) => {
      if (message.type !== "heard" || message.sound.kind !== "prompt" || !this.#waiting.delete(message.personId))
        return;
      this.servedAfterMs.push(Date.now() - (this.#calledAt.get(message.personId) ?? 0));
    });
  }

  call(id: string): void {
    this.#calledAt.set(id, Date.now());
    this.#waiting.add(id);
    this.#simulator.person(id).dial(numbers.bot);
  }

  /** Resolves when everyone is served, or the last caller has waited this long. */
  async settled(ms: number): Promise<void> {
    const last = Math.max(...this.#calledAt.values()) + ms;
    while (this.#waiting.size > 0 && Date.now() < last) await pause(50);
  }
}

async function countOpenCalls(simulator: Simulator): Promise<number> {
  const live = () => simulator.calls().filter(({ endedAt }) => endedAt === undefined).length;
  const until = Date.now() + goodbyeMs;
  while (live() > 0 && Date.now() < until) await pause(50);
  return live();
}

/** A fault of Redis while callers ring. Resolves when Redis works again. */
export interface RedisFault {
  readonly name: string;
  strike(server: RedisProcess): Promise<void>;
}

/** Faults of Redis that happen in production, each short enough that a caller should not notice. */
export const redisFaults: readonly RedisFault[] = [
  {
    name: "stopped for 4 s",
    async strike(server) {
      await server.signal("SIGTERM");
      await pause(4000);
      await server.start();
    },
  },
  {
    name: "restarted with its append-only file",
    async strike(server) {
      await server.signal("SIGKILL");
      await server.start();
    },
  },
  {
    name: "out of memory for 4 s",
    async strike(server) {
      await server.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
      await server.ask("CONFIG", "SET", "maxmemory", "1");
      await pause(4000);
      await server.ask("CONFIG", "SET", "maxmemory", "0");
    },
  },
  {
    name: "asleep for 3 s",
    async strike(server) {
      await server.signal("SIGSTOP");
      await pause(3000);
      await server.signal("SIGCONT");
    },
  },
];
