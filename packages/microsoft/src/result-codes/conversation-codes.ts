import type { EndCode } from "./end-code.js";

const graph = "Graph: call, delete";
const acs = "ACS: Call Automation error codes";
const recorded = "ACS: recorded SDK traffic";

/** A caller who leaves before the answer gave up. */
const left = { kind: "remote-hung-up", incomingUnanswered: "canceled" } as const;
/** Our own leg, ended by us: before the answer that takes an outgoing call back. */
const ours = { kind: "hung-up", outgoingUnanswered: "canceled" } as const;

/** Code 200: conversations that came to an end. */
export const conversationCodes: readonly EndCode[] = [
  { code: 200, subcode: 0, ...ours, meaning: "ended by the local participant", evidence: "documented", source: acs },
  {
    code: 200,
    subcode: 4097,
    ...left,
    meaning: "ended by the other participant",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 4521,
    ...left,
    meaning: "ended by the other party of the call",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5000,
    kind: "removed",
    meaning: "removed by another participant",
    evidence: "documented",
    source: graph,
  },
  { code: 200, subcode: 5001, ...left, meaning: "the conversation has ended", evidence: "documented", source: graph },
  { code: 200, subcode: 5002, ...left, meaning: "all others left", evidence: "documented", source: graph },
  { code: 200, subcode: 5003, ...left, meaning: "the conversation has ended", evidence: "documented", source: graph },
  { code: 200, subcode: 5007, ...left, meaning: "the initiator left", evidence: "documented", source: graph },
  {
    code: 200,
    subcode: 5010,
    ...left,
    meaning: "only one participant remained",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5012,
    kind: "removed",
    meaning: "the roster is empty",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5013,
    kind: "no-answer",
    meaning: "no participant joined",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5014,
    kind: "removed",
    meaning: "no participant who could host is left",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5020,
    kind: "removed",
    meaning: "no visible participant is left",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5030,
    kind: "removed",
    meaning: "the breakout room is over",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5300,
    kind: "removed",
    meaning: "the participant was removed",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 5855,
    kind: "no-answer",
    meaning: "not admitted from the lobby",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 7000,
    ...ours,
    meaning: "ended by the bot",
    evidence: "documented",
    source: `${graph}; ${acs}`,
  },
  {
    code: 200,
    subcode: 7015,
    kind: "transferred",
    meaning: "transfer completed",
    evidence: "documented",
    source: `${graph}; ${acs}`,
  },
  {
    code: 0,
    subcode: 7015,
    kind: "transferred",
    meaning: "transfer completed",
    evidence: "documented",
    source: "Graph: call, transfer",
  },
  { code: 200, subcode: 10550, ...ours, meaning: "ended by the bot", evidence: "documented", source: graph },
  {
    code: 200,
    subcode: 18503,
    ...left,
    meaning: "the other party of the call left",
    evidence: "documented",
    source: graph,
  },
  {
    code: 200,
    subcode: 540000,
    ...left,
    meaning: "ended by the PSTN party",
    evidence: "documented",
    source: `${graph}; ${recorded}`,
  },
  { code: 200, subcode: 560000, ...left, meaning: "ended by the PSTN party", evidence: "documented", source: graph },
];
