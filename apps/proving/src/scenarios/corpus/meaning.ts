import type { Signal } from "@trunkline/core";
import { acsSignals } from "./meaning-of-acs.js";
import { graphSignals } from "./meaning-of-graph.js";
import type { Meaning, Payload } from "./payload.js";

/** The full meaning of a payload: the words of the index name the kind, the payload has the details. */
export function meaningsOf(payload: Payload): readonly Meaning[] {
  const meanings = payload.cloud === "acs" ? acsSignals(payload) : graphSignals(payload);
  return meanings.map((meaning) => compact(meaning));
}

/** The meaning of a signal that the adapter parsed. */
export function meaningOf(signal: Signal): Meaning {
  switch (signal.kind) {
    case "incoming": {
      const { kind, from, to, forwardedFrom, group, chainId } = signal;
      return compact({ kind, from, to, forwardedFrom, group, chainId });
    }
    case "state":
      return compact({ kind: "state", state: signal.state, result: signal.result, answeredBy: signal.answeredBy });
    case "operation": {
      const { kind, verb, outcome, operationId, result, parties, participant } = signal;
      return compact({ kind, verb, outcome, operationId, result, parties, participant });
    }
    case "dtmf":
      return compact({ kind: "dtmf", tone: signal.tone, sequence: signal.sequence });
    case "collected": {
      const { kind, tones, endedBy, operationId } = signal;
      return compact({ kind, tones, endedBy, operationId });
    }
    case "participants":
      return compact({ kind: "participants", participants: signal.participants, sequence: signal.sequence });
    case "content-sharing":
      return compact({ kind: "content-sharing", change: signal.change, sessionId: signal.sessionId });
    case "returned":
      return compact({ kind: "returned" });
    case "unrecognized":
      return compact({ kind: "unrecognized", type: signal.type });
  }
}

/** Without absent members. */
export function compact(value: object): Meaning {
  return JSON.parse(JSON.stringify(value));
}
