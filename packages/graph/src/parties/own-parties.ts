import type { E164, ProviderParty } from "@trunkline/core";
import type { CheckedGraphOptions } from "../options/options.js";

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

/** Which resource account has which of the bot's numbers, both ways. */
export interface Numbers {
  accountOf(
    number: E164,
  ): { readonly applicationInstance: string; readonly displayName?: string | undefined } | undefined;
  numberOf(applicationInstance: string): string | undefined;
}

export function indexNumbers(numbers: CheckedGraphOptions["numbers"]): Numbers {
  const byAccount = new Map(
    Object.entries(numbers).map(([number, account]) => [account.applicationInstance.toLowerCase(), number]),
  );
  return {
    accountOf: (number) => numbers[number],
    numberOf: (id) => byAccount.get(id.toLowerCase()),
  };
}
