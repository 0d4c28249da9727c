import { describeParty, isE164, type Party, party, phone, type Refusal } from "@trunkline/core";

/** Reads a party of the wire: a number, or whatever the carrier says of a caller without one (`"anonymous"`). */
export function readParty(text: string): Party {
  return isE164(text) ? phone(text) : party.unknown(text);
}

/** The number of a party that has one. */
export function numberOf(party: Party | undefined): string | undefined {
  return party?.kind === "phone" ? party.number : undefined;
}

/** The parties as the carrier spells them. Those that it cannot reach are left out: `refuseParties` comes first. */
export function addressesOf(parties: readonly Party[]): string[] {
  return parties.flatMap((one) => (one.kind === "phone" ? [one.number] : one.kind === "sip" ? [one.uri] : []));
}

/** Why the carrier cannot reach them; `undefined` when it can. */
export function refuseParties(parties: readonly Party[]): Refusal | undefined {
  const wrong = parties.find(({ kind }) => kind !== "phone" && kind !== "sip");
  return (
    wrong && {
      code: "unsupported",
      message: `a rented line cannot reach ${describeParty(wrong)}`,
      hint: "Give a telephone number or a SIP address.",
    }
  );
}
