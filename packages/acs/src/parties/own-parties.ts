import { CallingError, type ProviderParty } from "@trunkline/core";
import { parseRawId } from "@trunkline/microsoft";

/** The adapter's name; it is part of refs and provider parties. */
export const acsName = "acs";

/**
 * The party behind a user of a Communication Services resource.
 * @param id the user's whole id: `"8:acs:{resource}_{user}"`.
 * @throws CallingError `invalid-request` for any other id.
 */
export function communicationUser(id: string, options: { readonly displayName?: string } = {}): ProviderParty {
  if (parseRawId(id).kind !== "communication-user") {
    throw new CallingError("invalid-request", `"${id}" is not the id of a communication user`, {
      hint: 'It begins with "8:acs:", then come the resource and the user, as the identity client returns it.',
    });
  }
  return { kind: "provider", provider: acsName, type: "communicationUser", id, ...options };
}
