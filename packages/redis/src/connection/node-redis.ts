/** What is used of a client of the package `redis`: a structure, so that another copy or another 5.x or 6.x of it does as well. */
interface Common {
  readonly isOpen: boolean;
  connect(): Promise<unknown>;
  on(event: string, listener: (...about: unknown[]) => void): unknown;
  off(event: string, listener: (...about: unknown[]) => void): unknown;
  close(): Promise<unknown>;
  destroy(): unknown;
}

/** How a command may be given up. */
export interface CommandOptions {
  readonly abortSignal?: AbortSignal;
}

type Listener = (message: string, channel: string) => void;

/** The client for one server: what `createClient` makes. */
export interface RedisClient extends Common {
  sendCommand(args: readonly string[], options?: CommandOptions): Promise<unknown>;
  duplicate(): RedisClient;
  subscribe(channels: string[], listener: Listener): Promise<void>;
}

/** The client for a cluster: what `createCluster` makes. */
export interface RedisCluster extends Common {
  readonly masters: readonly unknown[];
  sendCommand(firstKey: string, isReadonly: boolean, args: string[], options?: CommandOptions): Promise<unknown>;
  sSubscribe(channel: string, listener: Listener): Promise<void>;
  sUnsubscribe(channel: string, listener: Listener): Promise<void>;
}

export function isCluster(client: RedisClient | RedisCluster): client is RedisCluster {
  return "masters" in client;
}
