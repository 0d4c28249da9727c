import type { ProviderParty } from "@trunkline/core";

interface Named {
  readonly displayName?: string;
}

/** A resource account (application instance) by its object id: what has a telephone number on Teams. */
export function applicationInstance(id: string, options: Named = {}): ProviderParty {
  return { kind: "provider", provider: "graph", type: "applicationInstance", id, ...options };
}

/** A user of an Azure Communication Services resource, in a Teams call. */
export function communicationServicesUser(id: string, options: Named = {}): ProviderParty {
  return { kind: "provider", provider: "graph", type: "azureCommunicationServicesUser", id, ...options };
}
