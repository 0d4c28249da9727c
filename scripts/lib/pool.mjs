/**
 * Does pieces of work, at most `width` at a time, in their order.
 *
 * @template T
 * @param {number} width
 * @param {readonly (() => Promise<T>)[]} work
 * @returns {Promise<T[]>} what each gave, in the order of `work`
 */
export async function pool(width, work) {
  /** @type {T[]} */
  const results = [];
  const queue = work.entries();
  const lane = async () => {
    for (const [index, piece] of queue) results[index] = await piece();
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
