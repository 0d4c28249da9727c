import { readdirSync } from "node:fs";
import { type Adapter, createCalling, type Limits, type Observations, type VerbName, verbNames } from "@trunkline/core";
import { at, readPage } from "./pages.js";

/** A column of the tables. */
export interface Column {
  readonly title: string;
  readonly adapter: Adapter;
}

/** The page about each verb, by the heading: `# call.play`. */
const pages: ReadonlyMap<string, string> = new Map(
  readdirSync(at("docs", "verbs")).flatMap((file) => {
    const heading = readPage(`docs/verbs/${file}`)?.lines[0] ?? "";
    return [...heading.matchAll(/\b(?:calling|incoming|call)\.(\w+)/g)].map(
      ([, name = ""]) => [name, `verbs/${file}`] as const,
    );
  }),
);

/** The verb with a link to its page. Core's own requests have no page. */
function linked(verb: VerbName): string {
  const page = pages.get(verb === "subscribeDtmf" ? "dtmf" : verb);
  return page === undefined ? verb : `[${verb}](${page})`;
}

const limitTitles: Readonly<Record<keyof Limits, string>> = {
  answerWithinMs: "time to decide about an incoming call, ms",
  redirectTargets: "maximum number of targets of a redirect",
  redirectRingMs: "ringing time of a redirect, ms",
  groupTargets: "parties of a new group call",
  ringFirstTargets: "maximum number of parties that ring until the first answers",
  bridges: "joins the other sides of two calls",
  sendDtmfTones: "maximum number of tones in one request (longer strings are sent in parts)",
  sendDtmfGap: "supports a gap of your choice between tones",
  tonesLateByMs: "how late a tone without a number may arrive, ms (core puts them in order)",
  prompts: "maximum number of prompts in one request (longer rows are sent in parts)",
  addParticipantRingMs: "ringing time of somebody who is added, ms",
  holds: "maximum number of participants on hold at once",
  replacesByMoving: "core makes a consultative transfer by moving the party",
  contextLength: "maximum length of `context`, characters",
  keepAliveEveryMs: "interval of keep-alives, ms (core sends them)",
  setUpMs: "time to set up a call, ms (then core asks the provider)",
};

const observationTitles: Readonly<Record<keyof Observations, string>> = {
  callerGaveUp: "a caller who hangs up before the bot decided",
  rejectEnded: "the end of a call that was rejected",
  redirectOutcome: "the outcome of a redirect",
  ringing: "that the called telephone is ringing",
  oneToOneRoster: "the participants of a one-to-one call",
  groupRoster: "the participants of a group call",
  contentSharing: "that a participant shares a screen",
  inspectedState: "the state of a call, when core asks",
  keysAlways: "the keys of a call, without a subscription",
  releasedEnd: "the end of a call that the bot has transferred or redirected",
  returns: "a transferred or redirected call that comes back",
};

/** The page of capabilities, generated from the adapters. */
export function capabilitiesPage(columns: readonly Column[], intro: string): string {
  const titles = columns.map(({ title }) => title);
  const capabilities = columns.map(({ adapter }) => capabilitiesOf(adapter));
  const verbRows = verbNames.map((verb) => [
    linked(verb),
    ...capabilities.map((all) => {
      const { support, permission, reason, kinds, clouds } = all[verb];
      if (support === "unsupported") return reason ? `${support}: ${reason}` : support;
      const conditions = [
        ...(permission ? [`\`${permission}\``] : []),
        ...(kinds ? [kinds.map((kind) => `\`${kind}\``).join(", ")] : []),
        ...(clouds ? [`only in the ${clouds.join(", ")} cloud${clouds.length > 1 ? "s" : ""}`] : []),
      ];
      return conditions.length > 0 ? `${support}: ${conditions.join("; ")}` : support;
    }),
  ]);
  const limitRows = keysOf(limitTitles).map((name) => [
    `\`${name}\`: ${limitTitles[name]}`,
    ...columns.map(({ adapter }) => written(adapter.limits[name])),
  ]);
  const observationRows = keysOf(observationTitles).map((name) => [
    `\`${name}\`: ${observationTitles[name]}`,
    ...columns.map(({ adapter }) => (adapter.observations[name] ? "yes" : "no")),
  ]);
  return [
    intro,
    "## Verbs\n",
    table(["verb", ...titles], verbRows),
    "\n## What is sent again\n",
    "If the response to one of these requests is lost, core sends the request again, because it cannot take effect twice.\n",
    ...columns.map(({ title, adapter }) => `- ${title}: ${repeatable(adapter).join(", ")}`),
    "\n## Limits\n",
    table(["limit", ...titles], limitRows),
    "\n## What the provider reports\n",
    table(["event", ...titles], observationRows),
    "",
  ].join("\n");
}

function repeatable({ verbs }: Adapter): readonly string[] {
  return verbNames.flatMap((verb) => {
    const { repeat = "never" } = verbs[verb] ?? {};
    if (repeat === "never") return [];
    return repeat === "safe" ? [linked(verb)] : [`${linked(verb)} (within ${grouped(repeat.safeForMs)} ms)`];
  });
}

function capabilitiesOf(adapter: Adapter) {
  return createCalling({ adapter, url: "https://bot.example.com/calls" }).capabilities;
}

function keysOf<T extends object>(record: T): readonly (keyof T & string)[] {
  return Object.keys(record).filter((key): key is keyof T & string => key in record);
}

function written(value: Limits[keyof Limits]): string {
  if (value === undefined) return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? grouped(value) : `${grouped(value.min)} to ${grouped(value.max)}`;
}

function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

/** A table in the form that the formatter gives it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(head), rule, ...rows.map(line)].join("\n");
}
