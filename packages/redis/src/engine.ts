import { CallingError, type Clock, type Store } from "@trunkline/core";
import { z } from "zod";
import type { Connection } from "./connection/connection.js";
import { within } from "./connection/within.js";
import type { Layout } from "./layout.js";
import type { Script } from "./methods/lua.js";

/** What the store's methods use: scripts and commands that succeed or fail within bounds. */
export class Engine {
  readonly layout: Layout;
  readonly connection: Connection;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  #agreed: Promise<void> | undefined;
  #closed = false;

  constructor(parts: { layout: Layout; connection: Connection; clock: Clock; timeoutMs: number }) {
    this.layout = parts.layout;
    this.connection = parts.connection;
    this.#clock = parts.clock;
    this.#timeoutMs = parts.timeoutMs;
  }

  /** Runs a script on keys of one slot. */
  run({ name, source, sha }: Script, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const rest = [`${keys.length}`, ...keys, ...args];
    return this.#within(name, async (signal) => {
      try {
        return await this.connection.send(keys[0] ?? "", ["EVALSHA", sha, ...rest], signal);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
        return this.connection.send(keys[0] ?? "", ["EVAL", source, ...rest], signal);
      }
    });
  }

  /** Sends a plain command about one key. */
  send(command: string, key: string, ...args: readonly string[]): Promise<unknown> {
    return this.#within(command, (signal) => this.connection.send(key, [command, key, ...args], signal));
  }

  /** Sends a command about the server that holds a key. */
  info(key: string, section: string): Promise<unknown> {
    return this.#within("INFO", (signal) => this.connection.send(key, ["INFO", section], signal));
  }

  close(): Promise<void> {
    this.#closed = true;
    return this.connection.close();
  }

  #within<T>(what: string, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const bounds = { clock: this.#clock, ms: this.#timeoutMs, trouble: this.connection.trouble };
    return within(bounds, what, async (signal) => {
      if (this.#closed) throw new CallingError("store-unavailable", `redisStore: ${what}: the store is closed`);
      await this.#agree(signal);
      return attempt(signal);
    });
  }

  /** Instances with different key names would each see half of the calls: the second one is refused. */
  #agree(signal: AbortSignal): Promise<void> {
    this.#agreed ??= this.#checkLayout(signal).catch((error: unknown) => {
      this.#agreed = undefined;
      throw error;
    });
    return this.#agreed;
  }

  async #checkLayout(signal: AbortSignal): Promise<void> {
    const { key, value } = this.layout.agreed;
    await this.connection.send(key, ["SET", key, value, "NX"], signal);
    const there = await this.connection.send(key, ["GET", key], signal);
    if (there === value) return;
    throw new CallingError(
      "invalid-request",
      `redisStore: the calls in this Redis are kept in ${there}, not in ${value}`,
      {
        hint: `Give every instance the same options; to change them, use another prefix, or drain all instances and delete ${key}.`,
      },
    );
  }
}

/**
 * Warns if Redis evicts keys when its memory is full. `INFO` reports that even where `CONFIG` is not allowed, as on hosted servers. Every shard
 * is checked: on a cluster they may be on servers with different settings.
 */
export function checkSetUp(engine: Engine): NonNullable<Store["check"]> {
  return async () => {
    const { shards, lookOf } = engine.layout;
    const infos = await Promise.all(shards.map((shard) => engine.info(lookOf(shard), "memory")));
    const policies = new Set(infos.map((info) => policyOf(z.string().parse(info))));
    return [...policies].flatMap((policy) =>
      policy === undefined || policy === "noeviction" ? [] : [warningOf(policy)],
    );
  };
}

function policyOf(info: string): string | undefined {
  return /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
}

function warningOf(policy: string): string {
  return `Redis has maxmemory-policy ${policy}: when its memory is full, it evicts live calls. Set it to noeviction, and give Redis enough memory`;
}
