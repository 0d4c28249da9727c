/** Two equal items, or one that the other side lacks. */
export interface Pair<Item> {
  readonly left: Item | undefined;
  readonly right: Item | undefined;
}

/** Aligns two lists so that as many items as possible are paired with an equal one (the longest common subsequence). */
export function align<Item>(
  left: readonly Item[],
  right: readonly Item[],
  same: (a: Item, b: Item) => boolean,
): Pair<Item>[] {
  const common = commonLengths(left, right, same);
  const pairs: Pair<Item>[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a !== undefined && b !== undefined && same(a, b)) {
      pairs.push({ left: a, right: b });
      i++;
      j++;
    } else if (b === undefined || (a !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      pairs.push({ left: a, right: undefined });
      i++;
    } else {
      pairs.push({ left: undefined, right: b });
      j++;
    }
  }
  return pairs;
}

/** For every pair of positions, how many of the remaining items can be paired. */
function commonLengths<Item>(left: readonly Item[], right: readonly Item[], same: (a: Item, b: Item) => boolean) {
  const lengths: number[][] = Array.from({ length: left.length + 1 }, () => Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const [row, a, b] = [lengths[i], left[i], right[j]];
      if (!row || a === undefined || b === undefined) continue;
      row[j] = same(a, b) ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
