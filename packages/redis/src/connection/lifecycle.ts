import type { RedisClient, RedisCluster } from "./node-redis.js";

type Client = RedisClient | RedisCluster;

/** How long a client may take to end in good order, ms. */
const goodOrderMs = 1000;

/**
 * Opens a client when it is first needed, and once. One server is tried again and again by the client itself; a cluster gives
 * up when none of its nodes answers, and is tried anew by the next who needs it.
 */
export function opener(client: Client): () => Promise<void> {
  let opening: Promise<void> | undefined;
  return () => {
    if (client.isOpen && !opening) return Promise.resolve();
    opening ??= client.connect().then(
      () => undefined,
      (error: unknown) => {
        opening = undefined;
        throw error;
      },
    );
    opening.catch(() => {});
    return opening;
  };
}

/**
 * Without a listener, an "error" event of a connection would end the process. What fails is told by whoever waits for it, and
 * what was the trouble is kept for them, until the connection stands again.
 */
export function quiet(client: Client): { readonly trouble: () => unknown; readonly stop: () => void } {
  let trouble: unknown;
  const keep = (error: unknown) => {
    trouble = error;
  };
  const clear = () => keep(undefined);
  client.on("error", keep);
  client.on("ready", clear);
  return {
    trouble: () => trouble,
    stop() {
      client.off("error", keep);
      client.off("ready", clear);
    },
  };
}

/** Ends a client: in good order if that is quickly done. */
export async function shut(client: Client): Promise<void> {
  if (!client.isOpen) return;
  const late = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), goodOrderMs).unref());
  const outcome = await Promise.race([client.close().catch(() => "late" as const), late]);
  if (outcome === "late") client.destroy();
}
