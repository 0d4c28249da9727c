import { setTimeout as pause } from "node:timers/promises";
import type { RedisProcess } from "@trunkline/redis-server";

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
