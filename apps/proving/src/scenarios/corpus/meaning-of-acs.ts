import { type Party, party, phone } from "@trunkline/core";
import { at, listOf, type Meaning, type Payload, textAt } from "./payload.js";

/** The signals that the words of the index name, with the details of the event. */
export function acsSignals({ expected, body }: Payload): readonly Meaning[] {
  const [event] = listOf(body);
  const data = at(event, "data");
  const type = textAt(event, "type") || textAt(event, "eventType");
  const result = resultOf(data);
  const words = expected.split(/[\s,;]+/);
  const people = /^(?:operation )?(removeParticipant|cancelAddParticipant) /.exec(expected)?.[1];
  if (people) return peopleOf(people, type, data, result);
  if (/not model+ed|^nothing to do/.test(expected)) return [{ kind: "unrecognized", type }];
  if (expected.startsWith("echo")) return [];
  if (expected.startsWith("state connected")) return [{ kind: "state", state: "connected" }];
  if (expected.startsWith("ended")) return [{ kind: "state", state: "disconnected", result }];
  if (expected.startsWith("participants")) return [rosterOf(data)];
  if (words[0] === "dtmf") return [{ kind: "dtmf", tone: words[1], sequence: Number(words[3]) }];
  if (words[0] === "incoming") {
    return [
      {
        kind: "incoming",
        from: partyOf(at(data, "from"), data),
        to: partyOf(at(data, "to")),
        chainId: at(data, "correlationId"),
      },
    ];
  }
  const [, verb, outcome] = words;
  const operationId = textAt(data, "operationContext") || undefined;
  return [
    {
      kind: "operation",
      verb,
      outcome,
      operationId,
      result,
      parties: verb === "transfer" ? partiesOf(data) : undefined,
    },
  ];
}

/** The index was written before there were verbs about people: it names the verb, and the type of the event has the outcome. */
function peopleOf(verb: string, type: string, data: unknown, result: Meaning | undefined): readonly Meaning[] {
  const outcome = type.endsWith("Failed") ? "failed" : "completed";
  const operationId = textAt(data, "operationContext") || undefined;
  const identifier = at(data, "participant");
  const participant = identifier ? { id: textAt(identifier, "rawId"), party: partyOf(identifier) } : undefined;
  const ended = { kind: "operation", verb, outcome, operationId, result, participant };
  if (verb !== "cancelAddParticipant" || outcome === "failed") return [ended];
  return [{ kind: "operation", verb: "addParticipant", outcome: "canceled", result }, ended];
}

function rosterOf(data: unknown): Meaning {
  const participants = listOf(at(data, "participants")).map((entry) => ({
    id: at(entry, "identifier", "rawId"),
    party: partyOf(at(entry, "identifier")),
    muted: at(entry, "isMuted"),
    onHold: at(entry, "isOnHold"),
  }));
  return { kind: "participants", participants, sequence: at(data, "sequenceNumber") };
}

function resultOf(data: unknown): Meaning | undefined {
  const info = at(data, "resultInformation");
  const failedPrompt = at(data, "failedPlaySourceIndex");
  if (info === undefined && failedPrompt === undefined) return undefined;
  return {
    code: at(info, "code") ?? 0,
    subcode: at(info, "subCode") ?? 0,
    message: at(info, "message") ?? "",
    failedPrompt,
  };
}

function partiesOf(data: unknown): Meaning {
  return { to: partyOf(at(data, "transferTarget")), transferee: partyOf(at(data, "transferee")) };
}

/** From the raw identifier alone, which all of these payloads have. */
export function partyOf(identifier: unknown, named?: unknown): Party {
  const rawId = textAt(identifier, "rawId");
  const displayName = textAt(named, "callerDisplayName");
  const shown = displayName ? { displayName } : {};
  if (/^4:\+\d+$/.test(rawId)) return { ...phone(`+${Number(rawId.slice(3))}`), ...shown };
  if (rawId.startsWith("8:acs:"))
    return { kind: "provider", provider: "acs", type: "communicationUser", id: rawId, ...shown };
  return { ...party.unknown(rawId), ...shown };
}
