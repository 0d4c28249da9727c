/** A connection to Redis, to one server or a cluster. It reconnects by itself. */
export interface Connection {
  /** The command by which a script sends a hint: on a cluster, only to the nodes of the channel's slot. */
  readonly publish: "PUBLISH" | "SPUBLISH";
  /** Why there is no connection, if known. */
  trouble(): unknown;
  /** Sends a command about `key`. Waits for a connection if there is none, until the signal aborts. */
  send(key: string, args: readonly string[], signal: AbortSignal): Promise<unknown>;
  /**
   * Subscribes to channels, and again after every loss of the connection.
   * @param renewed called when the connection is back: messages that were sent in the meantime are lost.
   * @returns resolves when the first subscription stands.
   */
  subscribe(channels: readonly string[], heard: (message: string) => void, renewed: () => void): Promise<void>;
  close(): Promise<void>;
}

/** The members that the store uses of a client of the package `redis`: a structural type, so that other copies and other 5.x or 6.x versions fit. */
interface Common {
  readonly isOpen: boolean;
  connect(): Promise<unknown>;
  on(event: string, listener: (...about: unknown[]) => void): unknown;
  off(event: string, listener: (...about: unknown[]) => void): unknown;
  close(): Promise<unknown>;
  destroy(): unknown;
}

/** How a command can be aborted. */
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
