/**
 * The operations of calling that Microsoft documents, of v1.0 and beta: the API, whatever is simulated of it. An operation is simulated
 * when a route names it, and answered 501 otherwise.
 */
const documented = [
  "POST calls",
  "GET calls/{call}",
  "DELETE calls/{call}",
  "POST calls/{call}/answer",
  "POST calls/{call}/reject",
  "POST calls/{call}/redirect",
  "POST calls/{call}/transfer",
  "POST calls/{call}/keepAlive",
  "POST calls/{call}/mute",
  "POST calls/{call}/unmute",
  "POST calls/{call}/playPrompt",
  "POST calls/{call}/recordResponse",
  "POST calls/{call}/cancelMediaProcessing",
  "POST calls/{call}/subscribeToTone",
  "POST calls/{call}/sendDtmfTones",
  "POST calls/{call}/changeScreenSharingRole",
  "POST calls/{call}/updateRecordingStatus",
  "POST calls/{call}/addLargeGalleryView",
  "POST calls/logTeleconferenceDeviceQuality",
  "GET calls/{call}/participants",
  "GET calls/{call}/participants/{participant}",
  "DELETE calls/{call}/participants/{participant}",
  "POST calls/{call}/participants/invite",
  "POST calls/{call}/participants/{participant}/mute",
  "POST calls/{call}/participants/{participant}/startHoldMusic",
  "POST calls/{call}/participants/{participant}/stopHoldMusic",
  "GET calls/{call}/audioRoutingGroups",
  "POST calls/{call}/audioRoutingGroups",
  "GET calls/{call}/audioRoutingGroups/{group}",
  "PATCH calls/{call}/audioRoutingGroups/{group}",
  "DELETE calls/{call}/audioRoutingGroups/{group}",
  "GET calls/{call}/contentSharingSessions",
  "GET calls/{call}/contentSharingSessions/{session}",
] as const;

/** On v1.0 these do not exist. */
const documentedOnBeta = [
  "POST calls/{call}/record",
  "POST calls/{call}/startRecording",
  "POST calls/{call}/stopRecording",
  "POST calls/{call}/startTranscription",
  "POST calls/{call}/stopTranscription",
  "POST calls/{call}/participants/muteAll",
  "POST calls/{call}/participants/configureMixer",
] as const;

/** In the metadata of both versions, without a page. */
const inMetadata = ["GET calls", "GET calls/{call}/operations", "GET calls/{call}/operations/{operation}"] as const;

/** An operation's method, and its path below `/communications` with ids in braces. */
export type OperationName = (typeof documented | typeof documentedOnBeta | typeof inMetadata)[number];

const noRecorder = "there is no sound yet that could be recorded";
const noStorage = "what is recorded goes to the tenant's storage, which is not simulated either";

/** Why an operation has no route. */
export const notSimulatedBecause: Partial<Readonly<Record<OperationName, string>>> = {
  "POST calls/{call}/recordResponse": noRecorder,
  "POST calls/{call}/record": noRecorder,
  "POST calls/{call}/updateRecordingStatus": "no one would see whether the bot records",
  "POST calls/{call}/startRecording": noStorage,
  "POST calls/{call}/stopRecording": noStorage,
  "POST calls/{call}/startTranscription": noStorage,
  "POST calls/{call}/stopTranscription": noStorage,
  "POST calls/{call}/participants/configureMixer": "it is gone from the current SDKs, and there are no volumes here",
};

/** An operation of the calling API. */
interface GraphOperation {
  readonly name: OperationName;
  readonly method: string;
  /** Below `/communications`. */
  readonly path: string;
  readonly versions: "v1.0 and beta" | "beta";
}

const operation =
  (versions: GraphOperation["versions"]) =>
  (name: OperationName): GraphOperation => {
    const [method = "", path = ""] = name.split(" ");
    return { name, method, path, versions };
  };

export const graphOperations: readonly GraphOperation[] = [
  ...[...documented, ...inMetadata].map(operation("v1.0 and beta")),
  ...documentedOnBeta.map(operation("beta")),
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
