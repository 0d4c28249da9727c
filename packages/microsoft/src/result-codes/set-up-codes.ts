import type { EndCode } from "./end-code.js";

const graph = "Graph: call, delete";
const acs = "ACS: Call Automation error codes";

type Row = readonly [code: number, subcode: number, kind: EndCode["kind"], meaning: string];

const fromGraph: readonly Row[] = [
  [408, 1106, "network", "the acceptance was never acknowledged"],
  [408, 8537, "keep-alive-lost", "no keep-alive within 45 minutes"],
  [408, 10057, "unreachable", "no signaling from the callee"],
  [410, 301005, "network", "media connectivity failed"],
  [480, 10037, "unreachable", "the callee has no endpoint"],
  [480, 10076, "unreachable", "the callee cannot be reached"],
  [480, 10134, "unreachable", "the call cannot be routed"],
  [480, 10199, "unreachable", "private calling is disabled"],
  [500, 1005, "network", "media connectivity to the bot failed"],
];

const fromAcs: readonly Row[] = [
  [400, 8500, "failed", "invalid media mode"],
  [400, 8501, "failed", "the call is not established"],
  [400, 8523, "failed", "invalid argument"],
  [400, 8528, "failed", "the call was terminated"],
  [400, 8559, "failed", "only one dial-out app is allowed"],
  [400, 8567, "failed", "the resource's service principal is not enabled"],
  [400, 8585, "failed", "not valid in the call's current state"],
  [401, 10009, "failed", "unauthenticated identity"],
  [401, 71005, "failed", "token validation failed"],
  [403, 7504, "failed", "insufficient permission"],
  [403, 7507, "failed", "the source identity is not valid"],
  [403, 510403, "failed", "blocked as spam"],
  [403, 560403, "failed", "the far network forbade, canceled or rejected the call"],
  [404, 404, "failed", "unable to answer"],
  [404, 4500, "failed", "no call of that id"],
  [404, 8522, "failed", "not found"],
  [405, 8520, "failed", "not supported"],
  [405, 8522, "failed", "configuration is missing"],
  [408, 4506, "no-answer", "the callee did not respond in time"],
  [409, 8519, "failed", "conflict"],
  [412, 8583, "failed", "precondition failed"],
  [429, 10110, "failed", "the call reached its longest duration"],
  [430, 10315, "network", "signaling could not be delivered"],
  [430, 10317, "network", "signaling could not be delivered"],
  [480, 10077, "unreachable", "the callee is registered but offline"],
  [480, 10078, "unreachable", "the callee is not registered"],
  [480, 560480, "no-answer", "no answer"],
  [484, 560484, "unreachable", "the address is incomplete"],
  [487, 0, "canceled", "the caller canceled"],
  [487, 4501, "failed", "declined, or the media offer failed"],
  [487, 10003, "canceled", "answered elsewhere"],
  [487, 10004, "no-answer", "timed out"],
  [487, 10024, "declined", "declined on every endpoint"],
  [487, 540487, "canceled", "canceled by the caller"],
  [490, 4502, "network", "network failure"],
  [495, 4507, "failed", "invalid token"],
  [496, 7, "network", "the network was lost"],
  [500, 10045, "failed", "infrastructure error"],
  [503, 560503, "failed", "unexpected error of a server on the way"],
  [603, 560603, "declined", "declined"],
];

const row =
  (source: string) =>
  ([code, subcode, kind, meaning]: Row): EndCode => ({ code, subcode, kind, meaning, evidence: "documented", source });

/** Everything but code 200: calls that could not be set up or broke off. */
export const setUpCodes: readonly EndCode[] = [
  ...fromGraph.map(row(graph)),
  ...fromAcs.map(row(acs)),
  ...[7000, 7700].map(
    (subcode): EndCode => ({
      ...{ code: 500, subcode, kind: "failed", meaning: "the transfer failed, and Graph does not say why" },
      ...{ evidence: "documented", source: "Graph: call, transfer" },
    }),
  ),
  {
    code: 603,
    subcode: 0,
    kind: "declined",
    meaning: "declined",
    evidence: "observed",
    source: "ACS: recorded SDK traffic",
  },
  {
    code: 404,
    subcode: 560404,
    kind: "unreachable",
    meaning: "the far network knows no such number",
    evidence: "ours",
    source: "continues the documented pattern 560xxx, where xxx is the far network's SIP status",
  },
  {
    code: 486,
    subcode: 560486,
    kind: "busy",
    meaning: "busy",
    evidence: "ours",
    source: "continues the documented pattern 560xxx, where xxx is the far network's SIP status",
  },
];

type GenericRow = readonly [subcode: number, kind: EndCode["kind"], meaning: string];

const genericRows: readonly GenericRow[] = [
  [8537, "keep-alive-lost", "keep-alive timed out"],
  [8538, "declined", "the callee declined"],
  [8539, "busy", "the callee is busy"],
  [8540, "busy", "the callee is busy everywhere"],
  [8541, "unreachable", "the callee is unavailable"],
  [8542, "canceled", "the call was canceled"],
  [8544, "unreachable", "the callee cannot be reached"],
  [8586, "no-answer", "the bot did not acknowledge the incoming call"],
  [8587, "no-answer", "the incoming call was not answered in time"],
  [8516, "failed", "throttled"],
  [8517, "failed", "tenant mismatch"],
  [8526, "failed", "invalid join token"],
  [8527, "failed", "invalid join URL"],
  [8529, "failed", "throttled: monthly limit"],
  [8530, "failed", "throttled: active calls"],
  [8543, "failed", "the call does not exist"],
  [8560, "failed", "the meeting is locked"],
  [8561, "failed", "invalid meeting id"],
];

/** Subcodes of the service that both clouds run on; their list gives no code beside them. Looked up after the exact pairs. */
export const genericCodes: readonly EndCode[] = genericRows.map(([subcode, kind, meaning]) => ({
  subcode,
  kind,
  meaning,
  evidence: "documented",
  source: "ACS: Call Automation error codes, generic subcodes",
}));
