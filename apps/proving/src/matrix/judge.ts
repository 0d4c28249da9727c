import { type Evidence, figuresOf, linesOf, repeated, unhandled } from "./evidence.js";

type Judgment = (evidence: Evidence) => string | undefined;

/** The promises, and how a run breaks each. */
const promises: Readonly<Record<string, Judgment>> = {
  "every callback is acknowledged in the end": ({ callbacks }) =>
    list(
      callbacks.filter(({ status = 0 }) => status < 200 || status >= 300).map(({ n, status }) => `${n} (${status})`),
    ),
  "nothing acknowledged is lost": (evidence) => {
    const { lost } = figuresOf(evidence);
    return lost > 0 ? `${lost} entries` : undefined;
  },
  "no entry takes effect twice": (evidence) =>
    list(repeated(linesOf(evidence, "applied").flatMap(({ call, ids }) => ids.map((id) => `${call} ${id}`)))),
  "every call is let go in the end": ({ inboxes }) =>
    list([...inboxes].filter(([, ids]) => ids === undefined).map(([call]) => call)),
  "a handler of every event comes to its end": (evidence) => list(unhandled(evidence)),
  "a call begins, is connected and ends once": (evidence) =>
    list(
      ["incoming", "call-connected", "call-ended"]
        .map((type) => [type, idsOf(evidence, type).size] as const)
        .filter(([, size]) => size !== 1)
        .map(([type, size]) => `${type} ${size} times`),
    ),
  "every key is told once, in order": (evidence) => {
    const tones = new Map(
      linesOf(evidence, "told")
        .filter(({ type, call }) => type === "dtmf-received" && call === evidence.main)
        .map(({ id, details }) => [id, String(details.tone)]),
    );
    const told = [...tones.values()].join("");
    return told === evidence.caller.pressed ? undefined : `${told}, pressed were ${evidence.caller.pressed}`;
  },
  "the PIN is what was keyed in": (evidence) => {
    const pins = linesOf(evidence, "collected").filter(({ key }) => key.startsWith("pin"));
    return list(
      pins
        .filter(({ tones, key }) => tones !== "1234" || key !== "pin-1")
        .map(({ tones, endedBy }) => `${tones} by ${endedBy}`),
    );
  },
  "who takes over is told, with the bot's data": (evidence) => missingRecovery(evidence),
  "the caller is not asked again": ({ caller: { heard } }) =>
    list(heard.filter((prompt) => prompt === "not-heard" || prompt === "wrong-pin")),
  "the caller gets where they wanted to be": ({ caller: { arrived, heard } }) =>
    arrived ? undefined : `heard ${heard.join(", ") || "nothing"}`,
  "the door opens": ({ caller: { doorsOpened } }) => (doorsOpened === 0 ? "it did not" : undefined),
  "no door is opened twice": (evidence) => {
    const { doorsOpened } = evidence.caller;
    // An instance that dies over the door may have opened it: the next one opens it again, once.
    const most = Math.max(tenuresThatCameTo(evidence, "door"), 1);
    return doorsOpened > most ? `opened ${doorsOpened} times by ${most} in turn` : undefined;
  },
  "who takes over is told once": (evidence) =>
    list(
      repeated(
        linesOf(evidence, "told")
          .filter(({ type }) => type === "call-recovered")
          .map((line) => `${line.by} took over ${line.call} at ${tenureOf(evidence, line, line.call)}`),
      ),
    ),
  "nothing fails in the background": (evidence) => list(linesOf(evidence, "error").map(({ message }) => message)),
};

/** For whoever looks whether the judge finds out each. */
export const promiseNames = Object.keys(promises);

export function judge(evidence: Evidence): readonly Violation[] {
  return Object.entries(promises).flatMap(([promise, judgment]) => {
    const found = judgment(evidence);
    return found === undefined ? [] : [{ promise, found }];
  });
}

/** The dead instance had the call: whoever claimed it next was given `call-recovered` with data, or the undecided call anew. */
function missingRecovery(evidence: Evidence): string | undefined {
  const { lines, main } = evidence;
  const next = linesOf(evidence, "claimed").find(({ call, takenOver }) => call === main && takenOver);
  if (!next) return undefined;
  const mine = lines.slice(lines.indexOf(next));
  if (before(evidence, next).some(({ type }) => type === "call-ended")) return undefined;
  const told = linesOf({ lines: mine }, "told").filter(({ call }) => call === main);
  if (told.some(({ type }) => type === "incoming")) return undefined;
  const recovered = told.find(({ type }) => type === "call-recovered");
  if (recovered) return recovered.details.data ? undefined : "call-recovered has no data";
  return told.some(({ type }) => type === "call-ended") ? undefined : `${next.by} was told nothing`;
}

function before({ lines, main }: Evidence, line: Evidence["lines"][number]) {
  return linesOf({ lines: lines.slice(0, lines.indexOf(line)) }, "told").filter(({ call }) => call === main);
}

/** How many times in turn an instance that had the caller's call began a step of it. */
function tenuresThatCameTo(evidence: Evidence, step: string): number {
  const came = linesOf(evidence, "step").filter((line) => line.step === step && line.call === evidence.main);
  return new Set(came.map((line) => tenureOf(evidence, line, evidence.main))).size;
}

/** Which claim of a call an instance wrote a line under: the place in the journal of the last one that it made before. */
function tenureOf({ lines }: Evidence, line: Evidence["lines"][number], call: string | undefined): number {
  const before = lines.slice(0, lines.indexOf(line));
  return before.findLastIndex((one) => one.kind === "claimed" && one.call === call && one.by === line.by);
}

function idsOf(evidence: Evidence, type: string): ReadonlySet<string> {
  const told = linesOf(evidence, "told").filter((line) => line.type === type && line.call === evidence.main);
  return new Set(told.map(({ id }) => id));
}

function list(found: readonly string[]): string | undefined {
  return found.length === 0 ? undefined : found.join(", ");
}

/** A promise that was not kept in one run. */
export interface Violation {
  readonly promise: string;
  readonly found: string;
}

export function describeViolations(violations: readonly Violation[]): string {
  return violations.map(({ promise, found }) => `    ${promise}: ${found}`).join("\n");
}
