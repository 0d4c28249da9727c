import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.js";
import { RedisProcess } from "./redis-process.js";

/** A Redis of one's own, for as long as a test runs. */
export interface PrivateRedis extends AsyncDisposable {
  readonly url: string;
  readonly server: RedisProcess;
  stop(): Promise<void>;
}

/**
 * Starts a Redis on a free port with a directory of its own. It writes every command to disk, so that a crash loses nothing that it answered.
 * @param options more options of `redis-server`: `["--requirepass", "secret"]`.
 */
export async function startRedis(options: readonly string[] = []): Promise<PrivateRedis> {
  const folder = await mkdtemp(join(tmpdir(), "trunkline-redis-"));
  const server = new RedisProcess(await freePort(), folder, [
    "--save",
    "",
    "--appendonly",
    "yes",
    "--appendfsync",
    "always",
    ...options,
  ]);
  const stop = async () => {
    await server.signal("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  };
  await server.start().catch(async (error) => {
    await stop();
    throw error;
  });
  return { url: server.url, server, stop, [Symbol.asyncDispose]: stop };
}
