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
