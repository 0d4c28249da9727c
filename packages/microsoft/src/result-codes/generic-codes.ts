import type { EndCode } from "./end-code.js";

type Row = readonly [subcode: number, kind: EndCode["kind"], meaning: string];

const rows: readonly Row[] = [
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
export const genericCodes: readonly EndCode[] = rows.map(([subcode, kind, meaning]) => ({
  subcode,
  kind,
  meaning,
  evidence: "documented",
  source: "ACS: Call Automation error codes, generic subcodes",
}));
