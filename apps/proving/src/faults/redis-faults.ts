import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type RedisProcess, startRedis } from "@trunkline/redis-server";
import { type Simulator, startSimulator } from "@trunkline/simulator";
import { numbers, type Provider } from "../bot/settings.js";
import { writePrompts } from "../processes/world.js";
import { startBot } from "./bot.js";

/** What became of the callers of one fault. */
export interface FaultRun {
  readonly provider: Provider;
  readonly fault: string;
  readonly callers: number;
  /** How long each caller who was served waited to be spoken to, ms. */
  readonly servedAfterMs: readonly number[];
  /** How long each callback waited that was answered 503 in the end, ms. */
  readonly refusedAfterMs: readonly number[];
  /** Lines that were still up when all was over. */
  readonly leftLines: number;
  readonly errors: readonly string[];
}

/** Within what time of the call somebody has to be served, ms: as long as each cloud lets a call ring. */
export const withinMs: Readonly<Record<Provider, number>> = { acs: 30_000, graph: 15_000 };

/** How long before the fault the first caller calls, and how long one comes after the other, ms. */
const aheadMs = 1000;
const everyMs = 350;
/** How long a bot may take to hang up once the caller has heard all, ms. */
const goodbyeMs = 12_000;

/** Callers call before, during and after a fault of Redis, one after the other. */
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
    const crowd = new Crowd(simulator);
    const struck = pause(aheadMs).then(() => fault.strike(redis.server));
    for (const { id } of people) {
      crowd.call(id);
      await pause(everyMs);
    }
    await struck;
    await crowd.settled(withinMs[provider]);
    const leftLines = await linesLeft(simulator);
    const { refusedAfterMs, errors } = bot;
    return {
      ...{ provider, fault: fault.name, callers, leftLines },
      servedAfterMs: [...crowd.servedAfterMs],
      refusedAfterMs: [...refusedAfterMs],
      errors: [...errors],
    };
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** People who call, and notice when they are spoken to. */
class Crowd {
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

  /** Resolves when everybody is served, or the last of them has waited for so long. */
  async settled(ms: number): Promise<void> {
    const last = Math.max(...this.#calledAt.values()) + ms;
    while (this.#waiting.size > 0 && Date.now() < last) await pause(50);
  }
}

async function linesLeft(simulator: Simulator): Promise<number> {
  const live = () => simulator.calls().filter(({ endedAt }) => endedAt === undefined).length;
  const until = Date.now() + goodbyeMs;
  while (live() > 0 && Date.now() < until) await pause(50);
  return live();
}

/** Something that happens to Redis while callers ring. Resolves when Redis is well again. */
export interface RedisFault {
  readonly name: string;
  strike(server: RedisProcess): Promise<void>;
}

/** What happens to a Redis in production, each as long as it takes a person to notice nothing. */
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
