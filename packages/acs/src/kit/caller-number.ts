import type { PhoneNumberIdentifier } from "@azure/communication-common";
import type { Party, Refusal } from "@trunkline/core";

/** A telephone is called from a number of the resource; other parties need none. */
export function refuseWithoutNumber(to: readonly Party[], from: Party | undefined): Refusal | undefined {
  if (from?.kind === "phone" || !to.some((party) => party.kind === "phone")) return undefined;
  return {
    code: "invalid-request",
    message: "a telephone can only be called from a telephone number",
    hint: 'Set from to a number of your ACS resource: { from: "+1…" }.',
  };
}

/** The number to show, in the client's spelling. */
export function callerNumber(from: Party | undefined): { readonly sourceCallIdNumber?: PhoneNumberIdentifier } {
  return from?.kind === "phone" ? { sourceCallIdNumber: { phoneNumber: from.number } } : {};
}
