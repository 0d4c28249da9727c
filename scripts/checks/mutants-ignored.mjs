/**
 * Sentences are for people: tests hold the code of an error and what it names, not its wording. A text with a space in it is a sentence here; words
 * of the wire, names and codes have none, and are mutated.
 */
const sentences = {
  /**
   * @typedef {{ value?: string, quasis?: readonly { value: { raw: string } }[] }} Text A literal of Babel's.
   * @param {{ isStringLiteral(): boolean, isTemplateLiteral(): boolean, node: Text }} path its place in the tree
   */
  shouldIgnore(path) {
    const { value = "", quasis = [] } = path.node;
    if (path.isStringLiteral()) return isSentence(value);
    if (path.isTemplateLiteral()) return isSentence(quasis.map((part) => part.value.raw).join(""));
    return undefined;
  },
};

/** @param {string} text */
function isSentence(text) {
  return /\w\s+\w/.test(text) ? "a sentence for people" : undefined;
}

/** What Stryker loads: plugins by kind and name. */
export const strykerPlugins = [{ kind: "Ignore", name: "sentences", value: sentences }];
