/** What in a cloud's own words is replaced, and by what. */
const replacements: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/\bBearer\s+[^\s"',]+/gi, "Bearer …"],
  [/\beyJ[\w-]+(\.[\w-]*)+/g, "…"],
  [/\b(client_secret|access_token|accesskey|signature|sig)(["']?\s*[=:]\s*["']?)[^\s&"';,]+/gi, "$1$2…"],
  [/("tones"\s*:\s*\[)[^\]]*/gi, "$1…"],
  [/(?:\+|%2B)\d{5,}/gi, (number) => `${number.slice(0, number.startsWith("+") ? 3 : 5)}…${number.slice(-2)}`],
  [/(?<![\w-])\d{10,15}(?![\w-])/g, (number) => `${number.slice(0, 2)}…${number.slice(-2)}`],
];

/**
 * A cloud's message, as far as it may stand in an error and so in a log: a service may say back what it was told. Telephone numbers
 * keep their beginning and their last two digits, tokens and secrets nothing.
 */
export function withoutSecrets(text: string): string {
  return replacements.reduce(
    (left, [pattern, by]) => (typeof by === "string" ? left.replace(pattern, by) : left.replace(pattern, by)),
    text,
  );
}
