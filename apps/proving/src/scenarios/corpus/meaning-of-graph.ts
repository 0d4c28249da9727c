import { type Party, party, phone } from "@trunkline/core";
import { at, listOf, type Meaning, type Payload, textAt } from "./payload.js";

const states: Readonly<Record<string, string>> = {
  establishing: "connecting",
  established: "connected",
  transferAccepted: "connected",
  terminating: "disconnecting",
};

/** The signals that the words of the index name, with the details of the notification. */
export function graphSignals({ expected, body }: Payload): readonly Meaning[] {
  const notification = at(body, "value", 0);
  const data = at(notification, "resourceData");
  const path = textAt(notification, "resourceUrl") || textAt(notification, "resource");
  const operation = /^(\w+Operation) (\w+)$/.exec(expected);
  if (operation) return [operationOf(operation[1] ?? "", operation[2] ?? "", data)];
  if (expected.startsWith("whole roster"))
    return [{ kind: "participants", participants: listOf(data).map(participantOf) }];
  // One documentation page has screen sharing without any data: the address names the session.
  if (expected.startsWith("content sharing") || expected === "none") {
    const change = textAt(notification, "changeType") === "deleted" ? "ended" : "started";
    return [{ kind: "content-sharing", change, sessionId: textAt(data, 0, "id") || path.split("/").at(-1) }];
  }
  if (expected.endsWith("= end")) {
    const answeredBy = at(data, "answeredBy", "identity");
    const result = resultOf(data);
    return [{ kind: "state", state: "disconnected", result, answeredBy: answeredBy ? partyOf(answeredBy) : undefined }];
  }
  const state = expected.split(" ")[1] ?? "";
  if (state === "incoming") return [incomingOf(data)];
  if (state === "redirecting") return [];
  return [{ kind: "state", state: states[state] }, ...besideOf(state, data)];
}

function besideOf(state: string, data: unknown): readonly Meaning[] {
  const result = resultOf(data);
  const transfer = { kind: "operation", verb: "transfer", result };
  if (state === "transferAccepted") return [{ ...transfer, outcome: "completed" }];
  if (Number(at(result, "code") ?? 0) >= 400) return [{ ...transfer, outcome: "failed" }];
  const tone = textAt(data, "toneInfo", "tone");
  return tone ? [{ kind: "dtmf", tone: tone.replace("tone", ""), sequence: at(data, "toneInfo", "sequenceId") }] : [];
}

/** The types whose ends the bot hears of. */
const verbs: Readonly<Record<string, string>> = {
  playPromptOperation: "play",
  inviteParticipantsOperation: "addParticipant",
  startHoldMusicOperation: "hold",
  stopHoldMusicOperation: "unhold",
};

function operationOf(type: string, outcome: string, data: unknown): Meaning {
  const verb = verbs[type];
  if (verb === undefined) return { kind: "unrecognized", type: `${type.toLowerCase()} ${outcome}` };
  return { kind: "operation", verb, outcome, operationId: at(data, "clientContext"), result: resultOf(data) };
}

function resultOf(data: unknown): Meaning | undefined {
  const info = at(data, "resultInfo");
  const terminationReason = at(data, "terminationReason");
  if (info === undefined && terminationReason === undefined) return undefined;
  const subcode = Number(at(info, "subcode") ?? at(info, "subCode") ?? 0);
  return { code: Number(at(info, "code") ?? 0), subcode, message: at(info, "message") ?? "", terminationReason };
}

function incomingOf(data: unknown): Meaning {
  const to = partyOf(at(data, "targets", 0, "identity"));
  const forwardedFrom = listOf(at(data, "callRoutes")).map((route) => partyOf(at(route, "original")));
  return {
    kind: "incoming",
    from: partyOf(at(data, "source", "identity")),
    to,
    forwardedFrom: forwardedFrom.length > 0 ? forwardedFrom : undefined,
    group: Boolean(at(data, "meetingInfo") ?? at(data, "chatInfo")) || undefined,
    chainId: at(data, "callChainId"),
  };
}

function participantOf(entity: unknown): Meaning {
  const who = partyOf(at(entity, "info", "identity"));
  const id = textAt(entity, "id") || textAt(entity, "@odata.id").split("/").at(-1) || nameOf(who);
  return { id, party: who, muted: at(entity, "isMuted"), inLobby: at(entity, "isInLobby") };
}

function nameOf(who: Party): string {
  return who.kind === "phone" ? `phone:${who.number}` : `${who.kind}:${"id" in who ? who.id.toLowerCase() : ""}`;
}

/** The kind that is set, in any order of the members. */
function partyOf(identity: unknown): Party {
  for (const kind of ["user", "application"] as const) {
    const id = textAt(identity, kind, "id");
    if (!id) continue;
    const [displayName, tenantId] = [textAt(identity, kind, "displayName"), textAt(identity, kind, "tenantId")];
    return { ...party[kind](id), ...(displayName ? { displayName } : {}), ...(tenantId ? { tenantId } : {}) };
  }
  const guest = textAt(identity, "guest", "id");
  if (guest) return party.guest({ id: guest, displayName: textAt(identity, "guest", "displayName") });
  const number = textAt(identity, "phone", "id");
  if (number) return phone(`+${Number(number.slice(1))}`);
  const account = textAt(identity, "applicationInstance", "id");
  const displayName = textAt(identity, "applicationInstance", "displayName");
  if (account) {
    const shown = displayName ? { displayName } : {};
    return { kind: "provider", provider: "graph", type: "applicationInstance", id: account, ...shown };
  }
  return party.unknown(textAt(identity, "encrypted", "id"));
}
