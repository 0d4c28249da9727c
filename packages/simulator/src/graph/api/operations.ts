import type { GraphRoute } from "./route.js";

/** An operation of the calling API, and whether this Graph has it. */
interface CoveredOperation {
  readonly method: GraphRoute["method"];
  /** Below `/communications`, as in routes. */
  readonly path: string;
  /** `beta`: on v1.0 there is no such thing. */
  readonly versions: "v1.0 and beta" | "beta";
  /** `metadata`: it has no page of its own. */
  readonly known: "documented" | "metadata";
  readonly support: "simulated" | "not-simulated";
}

type Row = readonly [CoveredOperation["method"], string];

const simulated: readonly Row[] = [
  ["POST", "calls"],
  ["GET", "calls/{call}"],
  ["DELETE", "calls/{call}"],
  ["POST", "calls/{call}/answer"],
  ["POST", "calls/{call}/reject"],
  ["POST", "calls/{call}/redirect"],
  ["POST", "calls/{call}/transfer"],
  ["POST", "calls/{call}/keepAlive"],
  ["POST", "calls/{call}/playPrompt"],
  ["POST", "calls/{call}/cancelMediaProcessing"],
  ["POST", "calls/{call}/subscribeToTone"],
  ["POST", "calls/{call}/sendDtmfTones"],
  ["GET", "calls/{call}/participants"],
  ["GET", "calls/{call}/participants/{participant}"],
];

const notSimulated: readonly Row[] = [
  ["POST", "calls/logTeleconferenceDeviceQuality"],
  ["POST", "calls/{call}/mute"],
  ["POST", "calls/{call}/unmute"],
  ["POST", "calls/{call}/changeScreenSharingRole"],
  ["POST", "calls/{call}/updateRecordingStatus"],
  ["POST", "calls/{call}/addLargeGalleryView"],
  ["POST", "calls/{call}/recordResponse"],
  ["POST", "calls/{call}/participants/invite"],
  ["DELETE", "calls/{call}/participants/{participant}"],
  ["POST", "calls/{call}/participants/{participant}/mute"],
  ["POST", "calls/{call}/participants/{participant}/startHoldMusic"],
  ["POST", "calls/{call}/participants/{participant}/stopHoldMusic"],
  ["GET", "calls/{call}/audioRoutingGroups"],
  ["POST", "calls/{call}/audioRoutingGroups"],
  ["GET", "calls/{call}/audioRoutingGroups/{group}"],
  ["PATCH", "calls/{call}/audioRoutingGroups/{group}"],
  ["DELETE", "calls/{call}/audioRoutingGroups/{group}"],
  ["GET", "calls/{call}/contentSharingSessions"],
  ["GET", "calls/{call}/contentSharingSessions/{session}"],
];

const notSimulatedOnBeta: readonly Row[] = [
  ["POST", "calls/{call}/record"],
  ["POST", "calls/{call}/startRecording"],
  ["POST", "calls/{call}/stopRecording"],
  ["POST", "calls/{call}/startTranscription"],
  ["POST", "calls/{call}/stopTranscription"],
  ["POST", "calls/{call}/participants/muteAll"],
  ["POST", "calls/{call}/participants/configureMixer"],
];

const row =
  (facts: Omit<CoveredOperation, "method" | "path">) =>
  ([method, path]: Row): CoveredOperation => ({ method, path, ...facts });

const both = { versions: "v1.0 and beta", known: "documented" } as const;

/** Every operation of calling that Microsoft documents, and those that only the metadata has. */
export const coverage: readonly CoveredOperation[] = [
  ...simulated.map(row({ ...both, support: "simulated" })),
  row({ versions: "v1.0 and beta", known: "metadata", support: "simulated" })([
    "GET",
    "calls/{call}/operations/{operation}",
  ]),
  ...notSimulated.map(row({ ...both, support: "not-simulated" })),
  ...notSimulatedOnBeta.map(row({ versions: "beta", known: "documented", support: "not-simulated" })),
  row({ versions: "v1.0 and beta", known: "metadata", support: "not-simulated" })(["GET", "calls"]),
  row({ versions: "v1.0 and beta", known: "metadata", support: "not-simulated" })(["GET", "calls/{call}/operations"]),
];

/** The other resources below `/communications`, with any method (metadata). */
const neighbors = [
  "adhocCalls",
  "callRecords",
  "getPresencesByUserId",
  "onlineMeetingConversations",
  "onlineMeetings",
  "presences",
] as const;

/** What a path below `/communications` asks for beside calls: another resource, or a question of OData such as `$count`. */
export function neighborIn(segments: readonly string[]): string | undefined {
  const [first] = segments;
  if (first === undefined) return "";
  const resource = neighbors.find((name) => bare(first).toLowerCase() === name.toLowerCase());
  if (resource !== undefined) return resource;
  return segments.some((segment) => segment.startsWith("$")) ? segments.join("/") : undefined;
}

/** `getPresencesByUserId`, however it is written: with the namespace, or with parentheses behind it. */
function bare(segment: string): string {
  return segment.replace(/^microsoft\.graph\./i, "").replace(/\(.*$/, "");
}
