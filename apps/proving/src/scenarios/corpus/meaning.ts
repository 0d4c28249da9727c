import type { Signal } from "@trunkline/core";
import { acsSignals } from "./meaning-of-acs.js";
import { graphSignals } from "./meaning-of-graph.js";
import type { Meaning, Payload } from "./payload.js";

/** What a payload means in full: the words of its index say what it is, the payload itself has the details. */
export function meaningsOf(payload: Payload): readonly Meaning[] {
  const meanings = payload.cloud === "acs" ? acsSignals(payload) : graphSignals(payload);
  return meanings.map((meaning) => compact(meaning));
}

/** What an adapter made of it, in the same form. */
export function meaningOf(signal: Signal): Meaning {
  switch (signal.kind) {
    case "incoming": {
      const { kind, from, to, forwardedFrom, group, chainId } = signal;
      return compact({ kind, from, to, forwardedFrom, group, chainId });
    }
    case "state":
      return compact({ kind: "state", state: signal.state, result: signal.result, answeredBy: signal.answeredBy });
    case "operation": {
      const { kind, verb, outcome, operationId, result, parties } = signal;
      return compact({ kind, verb, outcome, operationId, result, parties });
    }
    case "dtmf":
      return compact({ kind: "dtmf", tone: signal.tone, sequence: signal.sequence });
    case "participants":
      return compact({ kind: "participants", participants: signal.participants, sequence: signal.sequence });
    case "content-sharing":
      return compact({ kind: "content-sharing", change: signal.change, sessionId: signal.sessionId });
    case "unrecognized":
      return compact({ kind: "unrecognized", type: signal.type });
  }
}

/** Without members that are absent. */
export function compact(value: object): Meaning {
  return JSON.parse(JSON.stringify(value));
}
