import { leftAlone, leftWithBot } from "./company.js";
import { type Evidence, figuresOf, linesOf, repeated, unhandled } from "./evidence.js";

type Judgment = (evidence: Evidence) => string | undefined;

/** The promises, and how to find a violation of each. */
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
  "every call is released in the end": ({ inboxes }) =>
    list([...inboxes].filter(([, ids]) => ids === undefined).map(([call]) => call)),
  "every event is handled to the end": (evidence) => list(unhandled(evidence)),
  "a call begins, is connected and ends once": (evidence) =>
    list(
      ["incoming", "call-connected", "call-ended"]
        .map((type) => [type, idsOf(evidence, type).size] as const)
        .filter(([, size]) => size !== 1)
        .map(([type, size]) => `${type} ${size} times`),
    ),
  "every key is delivered once, in order": (evidence) => {
    const tones = new Map(
      linesOf(evidence, "delivered")
        .filter(({ type, call }) => type === "dtmf-received" && call === evidence.main)
        .map(({ id, details }) => [id, String(details.tone)]),
    );
    const delivered = [...tones.values()].join("");
    return delivered === evidence.caller.pressed ? undefined : `${delivered}, pressed were ${evidence.caller.pressed}`;
  },
  "the PIN is collected as pressed": (evidence) => {
    const pins = linesOf(evidence, "collected").filter(({ key }) => key.startsWith("pin"));
    return list(
      pins
        .filter(({ tones, key }) => tones !== "1234" || key !== "pin-1")
        .map(({ tones, endedBy }) => `${tones} by ${endedBy}`),
    );
  },
  "a takeover is reported, with the bot's data": (evidence) => missingRecovery(evidence),
  "the caller is not asked again": ({ caller: { heard } }) =>
    list(heard.filter((prompt) => prompt === "not-heard" || prompt === "wrong-pin")),
  "the caller reaches their destination": ({ caller: { arrived, heard } }) =>
    arrived ? undefined : `heard ${heard.join(", ") || "nothing"}`,
  "the door opens": ({ caller: { doorsOpened } }) => (doorsOpened === 0 ? "it did not" : undefined),
  "no door is opened twice": (evidence) => {
    const { doorsOpened } = evidence.caller;
    // An instance that dies at the door may have opened it: the next one opens it again, once.
    const most = Math.max(claimsThatReached(evidence, "door"), 1);
    return doorsOpened > most ? `opened ${doorsOpened} times under ${most} claims` : undefined;
  },
  "a takeover is reported once": (evidence) =>
    list(
      repeated(
        linesOf(evidence, "delivered")
          .filter(({ type }) => type === "call-recovered")
          .map((line) => `${line.by} took over ${line.call} at ${claimOf(evidence, line, line.call)}`),
      ),
    ),
  "nobody is left alone": ({ stays }) => list(leftAlone(stays)),
  "the person is not left with the bot": ({ stays }) => list(leftWithBot(stays)),
  "nothing fails in the background": (evidence) => list(linesOf(evidence, "error").map(({ message }) => message)),
};

/** For the tests, which check that the judge detects a violation of each. */
export const promiseNames = Object.keys(promises);

export function judge(evidence: Evidence): readonly Violation[] {
  return Object.entries(promises).flatMap(([promise, judgment]) => {
    const found = judgment(evidence);
    return found === undefined ? [] : [{ promise, found }];
  });
}

/** The next instance after a dead one must get `call-recovered` with data, or `incoming` again if the call was undecided. */
function missingRecovery(evidence: Evidence): string | undefined {
  const { lines, main } = evidence;
  const next = linesOf(evidence, "claimed").find(({ call, takenOver }) => call === main && takenOver);
  if (!next) return undefined;
  const mine = lines.slice(lines.indexOf(next));
  if (before(evidence, next).some(({ type }) => type === "call-ended")) return undefined;
  const delivered = linesOf({ lines: mine }, "delivered").filter(({ call }) => call === main);
  if (delivered.some(({ type }) => type === "incoming")) return undefined;
  const recovered = delivered.find(({ type }) => type === "call-recovered");
  if (recovered) return recovered.details.data ? undefined : "call-recovered has no data";
  return delivered.some(({ type }) => type === "call-ended") ? undefined : `${next.by} got no event`;
}

function before({ lines, main }: Evidence, line: Evidence["lines"][number]) {
  return linesOf({ lines: lines.slice(0, lines.indexOf(line)) }, "delivered").filter(({ call }) => call === main);
}

/** Under how many claims of the caller's call the step was started. */
function claimsThatReached(evidence: Evidence, step: string): number {
  const reached = linesOf(evidence, "step").filter((line) => line.step === step && line.call === evidence.main);
  return new Set(reached.map((line) => claimOf(evidence, line, evidence.main))).size;
}

/** The claim under which an instance wrote a line: the journal index of its last claim of the call before that line. */
function claimOf({ lines }: Evidence, line: Evidence["lines"][number], call: string | undefined): number {
  const before = lines.slice(0, lines.indexOf(line));
  return before.findLastIndex((one) => one.kind === "claimed" && one.call === call && one.by === line.by);
}

function idsOf(evidence: Evidence, type: string): ReadonlySet<string> {
  const delivered = linesOf(evidence, "delivered").filter((line) => line.type === type && line.call === evidence.main);
  return new Set(delivered.map(({ id }) => id));
}

function list(found: readonly string[]): string | undefined {
  return found.length === 0 ? undefined : found.join(", ");
}

/** A promise that was broken in one run. */
export interface Violation {
  readonly promise: string;
  readonly found: string;
}

export function describeViolations(violations: readonly Violation[]): string {
  return violations.map(({ promise, found }) => `    ${promise}: ${found}`).join("\n");
}
