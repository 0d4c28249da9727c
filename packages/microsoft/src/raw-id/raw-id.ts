/** The sovereign cloud that an identity belongs to, as both wires spell it in raw identifiers. */
export type RawIdCloud = "public" | "dod" | "gcch";

/** What a raw identifier says, taken apart. */
export type RawId =
  /** `4:+14255550123`. */
  | { readonly kind: "phone"; readonly number: string }
  /** `4:anonymous`: a phone that withholds its number. */
  | { readonly kind: "anonymous-phone" }
  /** `4:933`, `4:+1425555XXXX`: a phone by something other than an E.164 number, such as a short code or a masked number. */
  | { readonly kind: "other-phone"; readonly value: string }
  /** `8:orgid:…`, `8:dod:…`, `8:gcch:…`: an Entra (Teams) user by object id. */
  | { readonly kind: "teams-user"; readonly id: string; readonly cloud: RawIdCloud }
  /** `8:teamsvisitor:…`: somebody in a Teams meeting without an account. */
  | { readonly kind: "teams-visitor"; readonly id: string }
  /** `28:orgid:…`, and the bare `28:…`: a bot or resource account by id. */
  | { readonly kind: "teams-app"; readonly id: string; readonly cloud: RawIdCloud }
  /** `8:acs:{resource}_{user}` and `8:spool:…`: a user of a communication resource. Its id is the raw identifier, whole. */
  | { readonly kind: "communication-user"; readonly id: string; readonly cloud: RawIdCloud }
  /** `8:acs:{resource}_{tenant}_{user}`: a Teams user as an extension of a communication resource. */
  | {
      readonly kind: "teams-extension-user";
      readonly resourceId: string;
      readonly tenantId: string;
      readonly userId: string;
      readonly cloud: RawIdCloud;
    }
  /** Anything else, kept as it came. */
  | { readonly kind: "unknown"; readonly rawId: string };
