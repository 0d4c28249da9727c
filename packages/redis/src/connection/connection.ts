/** A way to Redis, one server or a cluster. It reconnects on its own when it breaks. */
export interface Connection {
  /** The command that a script sends a hint with: on a cluster, to the nodes of the channel's slot alone. */
  readonly publish: "PUBLISH" | "SPUBLISH";
  /** Why there is no connection, if that is known. */
  trouble(): unknown;
  /** Sends a command about `key`. Waits for a connection if there is none, until the signal aborts. */
  send(key: string, args: readonly string[], signal: AbortSignal): Promise<unknown>;
  /**
   * Listens to channels, again after every loss of the connection.
   * @param renewed called when the connection is back: messages that were sent in the meantime are lost.
   * @returns resolves when the channels are heard for the first time.
   */
  subscribe(channels: readonly string[], heard: (message: string) => void, renewed: () => void): Promise<void>;
  close(): Promise<void>;
}

/** What is used of a client of the package `redis`: a structure, so that another copy or another 5.x or 6.x of it fits as well. */
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
