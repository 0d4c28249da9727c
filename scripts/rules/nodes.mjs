/**
 * @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} Node A node of the syntax tree.
 */

/**
 * Every node of a syntax tree, parents first.
 *
 * @param {unknown} tree
 * @returns {Generator<Node>}
 */
export function* nodes(tree) {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* nodes(item);
    return;
  }
  if (!isNode(tree)) return;
  yield tree;
  for (const value of Object.values(tree)) yield* nodes(value);
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
