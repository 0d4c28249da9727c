import { describeParty, type Party, type Refusal } from "@trunkline/core";
import { refuseDirectoryIds } from "@trunkline/microsoft";
import { type WrittenIdentitySet, writeIdentitySet } from "../wire/identity.js";

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
      return undefined;
  }
}

/** Writes who is meant among those on a call. A telephone whose number cannot be called can be named all the same. */
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
