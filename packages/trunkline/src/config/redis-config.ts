import { type AnyAdapter, type Calling, CallingError, type Store } from "@trunkline/core";
import type { RedisStoreOptions } from "@trunkline/redis";

/** The Redis that holds the calls. For a cluster or your own client use `store: redisStore({ client })`. */
export interface RedisConfig extends RedisStoreOptions {
  /** `redis[s]://[[user][:password]@]host[:port][/db]`. */
  readonly url: string;
}

/**
 * Loads the store on Redis.
 * @throws CallingError `invalid-request` when there is another store beside it, or an option is wrong.
 */
export async function loadRedisStore({ url, ...options }: RedisConfig, beside: Store | undefined): Promise<Store> {
  if (beside) {
    throw new CallingError("invalid-request", "callingFromConfig: there is a store beside redis", {
      hint: "Give one of them: redis, or the store that calls are kept in.",
    });
  }
  const { redisStore } = await import("@trunkline/redis");
  return redisStore({ url }, options);
}

/** The store was opened for this calling interface alone, and is closed with it. */
export function closedTogether<A extends AnyAdapter, D>(calling: Calling<A, D>, store: Store): Calling<A, D> {
  let closed: Promise<void> | undefined;
  const close: typeof calling.close = async (options) => {
    // A close that fails because of its options closes nothing; a second close joins the first.
    await calling.close(options);
    closed ??= store.close();
    await closed;
  };
  return { ...calling, close, [Symbol.asyncDispose]: () => close() };
}
