/** A way to Redis, one server or a cluster. It comes back by itself when it breaks. */
export interface Connection {
  /** How a script sends to a channel: on a cluster, to the nodes of the channel's slot alone. */
  readonly publish: "PUBLISH" | "SPUBLISH";
  /** Why there is no connection, if that is known. */
  trouble(): unknown;
  /** Sends a command about `key`. Waits for a connection if there is none, until the signal aborts. */
  send(key: string, args: readonly string[], signal: AbortSignal): Promise<unknown>;
  /**
   * Listens to channels, again after every loss of the connection.
   * @param renewed what was sent in the meantime was not heard.
   * @returns resolves when the channels are heard for the first time.
   */
  subscribe(channels: readonly string[], heard: (message: string) => void, renewed: () => void): Promise<void>;
  close(): Promise<void>;
}
