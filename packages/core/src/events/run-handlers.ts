type Handler = () => unknown;

/** Starts handlers in order and waits for none before the next. Resolves when all have come to their end, with what they threw. */
export async function runHandlers(handlers: readonly Handler[]): Promise<readonly unknown[]> {
  const ends = handlers.map((handler) => {
    try {
      return Promise.resolve(handler());
    } catch (error) {
      return Promise.reject(error);
    }
  });
  const settled = await Promise.allSettled(ends);
  return settled.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
}
