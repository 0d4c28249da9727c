import { describeParty, type Party, type Refusal } from "@trunkline/core";
import { refuseDirectoryIds } from "@trunkline/microsoft";
import type { Numbers } from "./own-parties.js";

/** Writes who is to be called. Parties that `refuseTarget` refuses have no identity. */
function partyToIdentity(target: Party): WrittenIdentitySet | undefined {
  switch (target.kind) {
    case "phone":
      return writeIdentitySet("phone", target.number, { displayName: target.displayName });
    case "user":
    case "application":
      return writeIdentitySet(target.kind, target.id, target);
    case "provider":
      if (target.provider !== "graph") return undefined;
      if (target.type !== "applicationInstance" && target.type !== "azureCommunicationServicesUser") return undefined;
      return writeIdentitySet(target.type, target.id, { displayName: target.displayName });
    case "guest":
    case "unknown":
    case "sip":
      return undefined;
  }
}

/** Writes who is meant among those on a call. A telephone whose number cannot be called can still be named. */
export function participantIdentity(who: Party): WrittenIdentitySet | undefined {
  if (who.kind !== "unknown" || !who.rawId.startsWith("4:")) return partyToIdentity(who);
  return writeIdentitySet("phone", who.rawId.slice("4:".length), { displayName: who.displayName });
}

/** Why Graph cannot call a party. */
export function refuseTarget(target: Party): Refusal | undefined {
  if (partyToIdentity(target)) return refuseDirectoryIds([target]);
  const who = describeParty(target);
  if (target.kind === "guest") {
    return { code: "unsupported", message: `Graph cannot call ${who}: a guest can only join a meeting` };
  }
  if (target.kind === "unknown") {
    return { code: "invalid-request", message: `Graph cannot call ${who}: nothing but its raw identifier is known` };
  }
  if (target.kind === "sip") {
    return {
      code: "unsupported",
      message: `Graph cannot call ${who}: it has no SIP addresses`,
      hint: "Call the telephone number behind the address, or the Teams user.",
    };
  }
  return { code: "unsupported", message: `Graph cannot reach ${who}: it is a party of another provider` };
}

/** The first refusal among several targets. */
export function refuseTargets(targets: readonly Party[]): Refusal | undefined {
  for (const target of targets) {
    const refusal = refuseTarget(target);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Writes who is to be called, for targets that `refuseTarget` was asked about. */
export function requireIdentity(target: Party): WrittenIdentitySet {
  const identity = partyToIdentity(target);
  if (!identity) throw new TypeError(`${describeParty(target)} was not refused before the request`);
  return identity;
}

/** Whom a call comes from: a number is called from by the resource account that has it. */
export function sourceIdentity(from: Party, numbers: Numbers): WrittenIdentitySet | Refusal {
  switch (from.kind) {
    case "phone": {
      const account = numbers.accountOf(from.number);
      if (!account) {
        return {
          code: "invalid-request",
          message: `no resource account is known for ${describeParty(from)}, which the call is to come from`,
          hint: 'Add it to the option numbers (GRAPH_NUMBERS): graph({ numbers: { "+1…": { applicationInstance: "<object id>" } } }).',
        };
      }
      return writeIdentitySet("applicationInstance", account.applicationInstance, {
        displayName: from.displayName ?? account.displayName,
      });
    }
    case "application":
      return writeIdentitySet("application", from.id, { displayName: from.displayName });
    case "provider":
      if (from.provider === "graph" && from.type === "applicationInstance") {
        return writeIdentitySet("applicationInstance", from.id, { displayName: from.displayName });
      }
      break;
    default:
      break;
  }
  return {
    code: "unsupported",
    message: `a call cannot come from ${describeParty(from)}`,
    hint: "Give one of the bot's numbers, its application, or a resource account of it.",
  };
}

/** Distinguishes the two results of `sourceIdentity`. */
export function isRefusal(result: object): result is Refusal {
  return "code" in result && "message" in result;
}

/** The kinds of identity that we write. The wire calls the set `identitySet` even for kinds that only its derived type declares. */
export type WrittenIdentityKind =
  | "user"
  | "application"
  | "applicationInstance"
  | "guest"
  | "phone"
  | "azureCommunicationServicesUser";

/** One identity, as we write it. `id` is an E.164 number for a phone. */
export interface WrittenIdentity {
  readonly "@odata.type": "#microsoft.graph.identity";
  readonly displayName?: string | undefined;
  readonly id: string;
  readonly tenantId?: string | undefined;
}

/** An identity by its kind: exactly one member. */
export type WrittenIdentitySet = { readonly "@odata.type": "#microsoft.graph.identitySet" } & {
  readonly [K in WrittenIdentityKind]?: WrittenIdentity;
};

/** Writes an identity of a kind. Members that are absent are left out of the JSON. */
export function writeIdentitySet(
  kind: WrittenIdentityKind,
  id: string,
  more: { readonly displayName?: string | undefined; readonly tenantId?: string | undefined } = {},
): WrittenIdentitySet {
  const identity: WrittenIdentity = {
    "@odata.type": "#microsoft.graph.identity",
    displayName: more.displayName,
    id,
    tenantId: more.tenantId,
  };
  return { "@odata.type": "#microsoft.graph.identitySet", [kind]: identity };
}

/** Who a call comes from, or who is handed over. */
export interface WrittenParticipantInfo {
  readonly "@odata.type": "#microsoft.graph.participantInfo";
  readonly identity: WrittenIdentitySet;
}

/** Who is to be rung. */
export interface WrittenInvitation {
  readonly "@odata.type": "#microsoft.graph.invitationParticipantInfo";
  readonly identity: WrittenIdentitySet;
  /** The call whose place the invited one's call takes. */
  readonly replacesCallId?: string | undefined;
}

export function writeParticipantInfo(identity: WrittenIdentitySet): WrittenParticipantInfo {
  return { "@odata.type": "#microsoft.graph.participantInfo", identity };
}

export function writeInvitation(identity: WrittenIdentitySet, replacesCallId?: string): WrittenInvitation {
  return {
    "@odata.type": "#microsoft.graph.invitationParticipantInfo",
    identity,
    replacesCallId,
  };
}
