import type { Party, Refusal } from "@trunkline/core";

/** As Entra writes it; some pages of Microsoft's leave the dashes out. */
const guid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

const hints = {
  user: "Give the user's Entra object id; a sign-in name or a mail address will not do.",
  application: "Give the application (client) id.",
} as const;

/** Why the first of these parties that is named by no directory id cannot be reached; `undefined` when all are. Other kinds are not looked at. */
export function refuseDirectoryIds(parties: readonly Party[]): Refusal | undefined {
  for (const party of parties) {
    if ((party.kind !== "user" && party.kind !== "application") || guid.test(party.id)) continue;
    return {
      code: "invalid-request",
      message: `"${party.id}" is not the id of a ${party.kind}`,
      hint: hints[party.kind],
    };
  }
  return undefined;
}
