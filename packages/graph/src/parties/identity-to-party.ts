import { isE164, type Party, party, phone } from "@trunkline/core";
import type { ReadIdentitySet } from "../client/entities.js";
import { applicationInstance, communicationServicesUser, type Numbers } from "./own-parties.js";

type Identity = NonNullable<ReadIdentitySet["user"]>;

/** Reads who somebody is. A resource account that has one of the bot's numbers is that number. No identity is dropped: an unreadable one is `unknown`. */
export function identityToParty(set: ReadIdentitySet | null | undefined, numbers: Numbers): Party {
  if (!set) return party.unknown("");
  if (set.phone?.id) return readPhone(set.phone.id, set.phone);
  if (set.user?.id) return party.user(set.user.id, { ...nameOf(set.user), ...tenantOf(set.user) });
  if (set.guest?.id) return party.guest({ id: set.guest.id, displayName: set.guest.displayName ?? "" });
  if (set.applicationInstance?.id) return readAccount(set.applicationInstance.id, set.applicationInstance, numbers);
  if (set.application?.id)
    return party.application(set.application.id, { ...nameOf(set.application), ...tenantOf(set.application) });
  const acs = set.azureCommunicationServicesUser;
  if (acs?.id) return communicationServicesUser(acs.id, nameOf(acs));
  const other = set.encrypted ?? set.onPremises ?? set.assertedIdentity ?? set.device;
  return party.unknown(other?.id ?? "", other ? nameOf(other) : {});
}

/** Whether an identity arrived encrypted, for want of a permission. */
export function isEncrypted(set: ReadIdentitySet | null | undefined): boolean {
  return Boolean(set?.encrypted?.id);
}

/** A telephone without an E.164 number (withheld, masked, a short code) has Teams' raw identifier, the same as on every other cloud of Microsoft's. */
function readPhone(id: string, identity: Identity): Party {
  return isE164(id) ? phone(id, nameOf(identity)) : party.unknown(`4:${id}`, nameOf(identity));
}

function readAccount(id: string, identity: Identity, numbers: Numbers): Party {
  const number = numbers.numberOf(id);
  return number === undefined ? applicationInstance(id, nameOf(identity)) : phone(number, nameOf(identity));
}

function nameOf({ displayName }: Identity): { displayName?: string } {
  return displayName ? { displayName } : {};
}

function tenantOf({ tenantId }: Identity): { tenantId?: string } {
  return tenantId ? { tenantId } : {};
}
