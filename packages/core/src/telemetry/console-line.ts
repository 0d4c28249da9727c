/** The longest piece of text that is printed whole. What a stranger sends may end up in one. */
const longest = 600;

/**
 * A line of the log as the console shows it: what happened, why, what to do, and the key facts in brackets. One line, whatever the
 * fields contain.
 */
export function lineForConsole(
  { message, advice }: { readonly message: string; readonly advice: string },
  fields: object,
): string {
  const { error, reason, ...facts } = readFields(fields);
  const why = error === undefined ? reason : explain(error);
  const known = Object.entries(facts).map(([name, value]) => `${name}=${plain(value)}`);
  return [
    `trunkline: ${message}${why === undefined ? "" : `: ${withoutStop(plain(why))}`}.`,
    advice,
    ...(known.length === 0 ? [] : [`(${known.join(", ")})`]),
  ].join(" ");
}

function readFields(fields: object): Readonly<Record<string, unknown>> {
  return { ...fields };
}

/** An error as `describeError` has it: its kind, its words, where it was thrown, and what caused it. */
function explain(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { type, message, stack, cause } = readFields(error);
  const kind = type === undefined ? "" : `${String(type)}: `;
  const place = typeof stack === "string" ? placeIn(stack) : undefined;
  return [
    `${kind}${withoutStop(plain(message))}`,
    ...(place === undefined ? [] : [place]),
    ...(cause === undefined ? [] : [`caused by ${explain(cause)}`]),
  ].join(", ");
}

/** The first frame of the bot's own code; where there is none, the first of all. */
function placeIn(stack: string): string | undefined {
  const frames = stack.split("\n");
  return frames.find((frame) => !/node_modules|node:internal/.test(frame)) ?? frames[0];
}

function plain(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}
